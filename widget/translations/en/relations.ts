export const relations = {
  caseStage: 'Stage',
  caseStage_identify: 'Identify',
  caseStage_research: 'Research',
  caseStage_resolve: 'Resolve',

  caseRelationships: 'Related cases',
  caseRelationshipsUnread: 'Related cases could not be read.',
  caseChildOf: 'Child of',
  caseMergedInto: 'Merged into',
  caseChildren: 'Children',
  caseMerges: 'Merged into this case',
  caseSimilarLinked: 'Similar',
  caseMergedBy: (name: string, when: string) => `by ${name}, ${when}`,
  caseMoved: (activities: number, notes: number) =>
    `${activities === 1 ? '1 activity' : `${activities} activities`}, ${notes === 1 ? '1 note' : `${notes} notes`}`,
  caseUndoMerge: 'Undo merge',
  caseMergeUndone: 'undone',
  caseHelped: 'Did it help?',
  caseHelped_yes: 'Yes',
  caseHelped_no: 'No',
  caseVerb_child: 'New child',
  caseVerb_merge: 'Merge',
  caseVerb_unmerge: 'Undo merge',

  caseMergeAsk: 'Merge…',
  caseMergeTitle: 'Merge cases',
  caseMergeMeans:
    'Activities, notes and children move to the case that stays; nothing of it is overwritten. It can be undone.',
  caseMergeNone: 'This customer has no other active case.',
  caseMergeThis: (number: string) => `Merge ${number}`,
  caseMergeStays: 'stays',
  caseMergeStaysThis: (number: string) => `${number} stays`,
  caseMergeMarked: (count: number) => `Merge ${count} cases…`,
  caseMergeDo: (count: number, number: string) => `Merge ${count} into ${number}`,
  caseMerged: (count: number, number: string) =>
    count === 1 ? `1 case is merged into ${number}.` : `${count} cases are merged into ${number}.`,
  caseUnmerged: 'The merge is undone.',
  caseMergeMost: (count: number) => `At most ${count} cases are merged at a time.`,
  caseMark: (number: string) => `Mark ${number}`,

  caseCancelAs: 'Close as',
  caseCancelInto: 'Merged into',

  caseExisting: 'This customer has cases like it',
  caseExistingOpen: 'Open it instead',
  caseSharedWords: (words: string) => `both say ${words}`,

  caseSimilar: 'Similar cases',
  caseSimilarUnread: 'Similar cases could not be read.',
  caseSimilarNone: 'No resolved case is like this one.',
  caseSimilarSearch: 'Words of the title',
  caseSimilarFind: 'Find',
  caseSameSubject: 'same subject',
  caseHelpedTimes: (count: number) => (count === 1 ? 'helped once' : `helped ${count} times`),
  caseShowTimeline: 'Show timeline',
  caseHideTimeline: 'Hide timeline',
  caseFoundSolution: 'Found a solution',
  caseFound: 'Found',

  caseDid_mergedAway: 'merged the case into another',
  caseDid_unmergedAway: 'took the case out of its merge',
  caseDid_merged: (count: number) =>
    count === 1 ? 'merged 1 case into this one' : `merged ${count} cases into this one`,
  caseDid_unmerged: 'undid a merge',
  caseDid_parent: 'made the case a child of another',
  caseDid_noParent: 'let the case stand alone',
  caseDid_linked: 'found a similar case',
  caseDid_helped: 'says that a similar case helped',
  caseDid_helpedNot: 'says that a similar case did not help',
};

export type RelationsTerms = typeof relations;
