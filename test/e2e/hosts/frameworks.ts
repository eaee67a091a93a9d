import { build, type Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';

/** What every page does by itself: it hears who is selected, hands over a function, and shows the desk or does not. */
const assertion = `
const assertion = async () => (await (await fetch('/demo/assertion', { method: 'POST', body: '{}' })).json()).token;
const nameOf = (event) => event.detail.selection.customer?.name ?? '';
`;

const react = `
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
${assertion}
function Desk() {
  const [name, setName] = useState('');
  const [shown, setShown] = useState(true);
  const provider = {
    endpoint: '/',
    'publishable-key': 'pk_demo_halden',
    getToken: assertion,
    'oncs-selection-change': (event) => setName(nameOf(event)),
  };
  return createElement('main', null,
    createElement('output', null, name),
    createElement('button', { onClick: () => setShown(!shown) }, 'Desk'),
    shown && createElement('cs-provider', provider,
      createElement('cs-customer-lookup'),
      createElement('cs-case-panel', { readonly: name !== '' })));
}
createRoot(document.querySelector('#app')).render(createElement(Desk));
`;

const vue = `
import { createApp, h, ref } from 'vue';
${assertion}
createApp({
  setup() {
    const name = ref('');
    const shown = ref(true);
    return () => h('main', [
      h('output', name.value),
      h('button', { onClick: () => (shown.value = !shown.value) }, 'Desk'),
      shown.value && h('cs-provider', {
        endpoint: '/',
        publishableKey: 'pk_demo_halden',
        getToken: assertion,
        onCsSelectionChange: (event) => (name.value = nameOf(event)),
      }, [h('cs-customer-lookup'), h('cs-case-panel', { readonly: name.value !== '' })]),
    ]);
  },
}).mount('#app');
`;

const svelte = `
<script>
  ${assertion}
  let name = $state('');
  let shown = $state(true);
</script>
<main>
  <output>{name}</output>
  <button onclick={() => (shown = !shown)}>Desk</button>
  {#if shown}
    <cs-provider endpoint="/" publishableKey="pk_demo_halden" getToken={assertion}
      oncs-selection-change={(event) => (name = nameOf(event))}>
      <cs-customer-lookup></cs-customer-lookup>
      <cs-case-panel readonly={name !== ''}></cs-case-panel>
    </cs-provider>
  {/if}
</main>
`;

const angular = `
import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
${assertion}
@Component({
  selector: '#app',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
    <main>
      <output>{{ name() }}</output>
      <button (click)="shown.set(!shown())">Desk</button>
      @if (shown()) {
        <cs-provider endpoint="/" publishable-key="pk_demo_halden" [getToken]="assertion"
          (cs-selection-change)="name.set(nameOf($event))">
          <cs-customer-lookup></cs-customer-lookup>
          <cs-case-panel [attr.readonly]="name() ? '' : null"></cs-case-panel>
        </cs-provider>
      }
    </main>\`,
})
class Desk {
  name = signal('');
  shown = signal(true);
  assertion = assertion;
  nameOf = nameOf;
}
void bootstrapApplication(Desk, { providers: [provideZonelessChangeDetection()] });
`;

const compiled: Plugin = {
  name: 'svelte',
  setup: (work) => {
    work.onResolve({ filter: /^desk\.svelte$/ }, () => ({ path: 'desk.svelte', namespace: 'desk' }));
    work.onLoad({ filter: /.*/, namespace: 'desk' }, () => ({
      contents: compile(svelte, { generate: 'client', filename: 'Desk.svelte' }).js.code,
      resolveDir: import.meta.dirname,
    }));
  },
};

/** The script of a page by the framework that it is written in. */
export const frameworks: Record<string, string> = {
  React: react,
  Vue: vue,
  Svelte: `import { mount } from 'svelte'; import Desk from 'desk.svelte'; mount(Desk, { target: document.querySelector('#app') });`,
  Angular: angular,
};

export async function bundled(script: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: script, loader: 'ts', resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    conditions: ['browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    plugins: [compiled],
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
