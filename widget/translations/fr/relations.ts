import type { RelationsTerms } from '../en/relations.ts';

export const relations: RelationsTerms = {
  caseStage: 'Étape',
  caseStage_identify: 'Identifier',
  caseStage_research: 'Rechercher',
  caseStage_resolve: 'Résoudre',

  caseRelationships: 'Incidents liés',
  caseRelationshipsUnread: 'Les incidents liés n’ont pas pu être lus.',
  caseChildOf: 'Enfant de',
  caseMergedInto: 'Fusionné dans',
  caseChildren: 'Enfants',
  caseMerges: 'Fusionnés dans cet incident',
  caseSimilarLinked: 'Semblables',
  caseMergedBy: (name, when) => `par ${name}, ${when}`,
  caseMoved: (activities, notes) =>
    `${activities < 2 ? `${activities} activité` : `${activities} activités`}, ${notes < 2 ? `${notes} note` : `${notes} notes`}`,
  caseUndoMerge: 'Annuler la fusion',
  caseMergeUndone: 'annulée',
  caseHelped: 'Utile\u202f?',
  caseHelped_yes: 'Oui',
  caseHelped_no: 'Non',
  caseVerb_child: 'Nouvel enfant',
  caseVerb_merge: 'Fusionner',
  caseVerb_unmerge: 'Annuler la fusion',

  caseMergeAsk: 'Fusionner…',
  caseMergeTitle: 'Fusionner des incidents',
  caseMergeMeans:
    'Activités, notes et enfants passent à l’incident qui reste\u202f; rien n’y est écrasé. La fusion peut être annulée.',
  caseMergeNone: 'Ce client n’a pas d’autre incident actif.',
  caseMergeThis: (number) => `Fusionner ${number}`,
  caseMergeStays: 'reste',
  caseMergeStaysThis: (number) => `${number} reste`,
  caseMergeMarked: (count) => `Fusionner ${count} incidents…`,
  caseMergeDo: (count, number) => `Fusionner ${count} dans ${number}`,
  caseMerged: (count, number) =>
    count === 1 ? `1 incident est fusionné dans ${number}.` : `${count} incidents sont fusionnés dans ${number}.`,
  caseUnmerged: 'La fusion est annulée.',
  caseMergeMost: (count) => `Au plus ${count} incidents sont fusionnés à la fois.`,
  caseMark: (number) => `Marquer ${number}`,

  caseCancelAs: 'Clore comme',
  caseCancelInto: 'Fusionné dans',

  caseExisting: 'Ce client a des incidents semblables',
  caseExistingOpen: 'Ouvrir celui-ci',
  caseSharedWords: (words) => `les deux disent ${words}`,

  caseSimilar: 'Incidents semblables',
  caseSimilarUnread: 'Les incidents semblables n’ont pas pu être lus.',
  caseSimilarNone: 'Aucun incident résolu ne ressemble à celui-ci.',
  caseSimilarSearch: 'Mots du titre',
  caseSimilarFind: 'Chercher',
  caseSameSubject: 'même sujet',
  caseHelpedTimes: (count) => `utile ${count} fois`,
  caseShowTimeline: 'Voir l’historique',
  caseHideTimeline: 'Masquer l’historique',
  caseFoundSolution: 'Solution trouvée',
  caseFound: 'Trouvée',

  caseDid_mergedAway: 'a fusionné l’incident dans un autre',
  caseDid_unmergedAway: 'a sorti l’incident de sa fusion',
  caseDid_merged: (count) =>
    count === 1 ? 'a fusionné 1 incident dans celui-ci' : `a fusionné ${count} incidents dans celui-ci`,
  caseDid_unmerged: 'a annulé une fusion',
  caseDid_parent: 'a fait de l’incident l’enfant d’un autre',
  caseDid_noParent: 'a rendu l’incident indépendant',
  caseDid_linked: 'a trouvé un incident semblable',
  caseDid_helped: 'dit qu’un incident semblable a aidé',
  caseDid_helpedNot: 'dit qu’un incident semblable n’a pas aidé',
};
