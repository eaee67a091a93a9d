import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** A page of somebody else's: its sheets and its markup, with `tags` where the elements go. */
export interface HostPage {
  name: string;
  /** What stands on `<html>`. */
  root?: string;
  css: () => string;
  body: (tags: string) => string;
}

/** A sheet of an npm package, without what it would fetch from elsewhere. */
const sheet = (path: string) => () => readFileSync(resolve(path), 'utf8').replace(/@import url\([^)]*\);/g, '');

/** The page's own things, which Callside leaves as they are. */
const own = `<h1>Orders of the day</h1><p>Call <a href="#help">the help desk</a>, <b>then</b> press <kbd>F2</kbd>.</p>
  <form><label for="own">Name</label> <input id="own" class="form-control" value="Solveig"> <select><option>North</option></select>
  <textarea>A note</textarea> <button class="btn btn-primary">Save</button></form>
  <ul><li>One</li></ul><table class="table"><tr><th>Sum</th><td>12</td></tr></table>`;

const adminLte = sheet('admin-lte-css-only/css/adminlte.min.css');
const pico = sheet('@picocss/pico/css/pico.min.css');
const plain = (tags: string) => `<body>${own}<main>${tags}</main></body>`;

export const hostPages: readonly HostPage[] = [
  {
    name: 'AdminLTE 3',
    css: adminLte,
    body: (tags) => `<body class="hold-transition sidebar-mini text-sm"><div class="wrapper">
      <div class="content-wrapper"><section class="content">${own}
      <div class="card text-center text-nowrap"><div class="card-body">${tags}</div></div></section></div></div></body>`,
  },
  {
    name: 'SB Admin 2',
    css: sheet('startbootstrap-sb-admin-2/css/sb-admin-2.min.css'),
    body: (tags) => `<body id="page-top"><div id="wrapper"><div id="content-wrapper"><div class="container-fluid">${own}
      <div class="card shadow"><div class="card-header font-weight-bold text-primary text-uppercase text-xs font-italic">${tags}</div></div>
      </div></div></div></body>`,
  },
  {
    name: 'Bootstrap 3',
    css: sheet('bootstrap3/dist/css/bootstrap.min.css'),
    body: (tags) => `<body><div class="container">${own}<div class="jumbotron text-right">
      <table class="table"><tr><th class="text-capitalize initialism">${tags}</th></tr></table></div></div></body>`,
  },
  {
    name: 'Pico',
    css: pico,
    body: (tags) => `<body><main class="container">${own}<fieldset>${tags}</fieldset></main></body>`,
  },
  {
    name: 'Pico, dark',
    root: 'data-theme="dark"',
    css: pico,
    body: (tags) => `<body><main class="container">${own}<article>${tags}</article></main></body>`,
  },
  { name: 'Tailwind’s preflight', css: sheet('tailwindcss/preflight.css'), body: plain },
  {
    name: 'Materialize',
    css: sheet('materialize-css/dist/css/materialize.min.css'),
    body: (tags) =>
      `<body><main class="container">${own}<div class="card-panel flow-text center-align">${tags}</div></main></body>`,
  },
  {
    name: 'Semantic UI',
    css: sheet('semantic-ui-css/semantic.min.css'),
    body: (tags) => `<body><main class="ui container">${own}<h2 class="ui center aligned header">Desk</h2>
      <div class="ui inverted segment center aligned"><div class="ui header">${tags}</div></div></main></body>`,
  },
  {
    // What no sheet does at once and some do one by one, around the tags and to every tag there is.
    name: 'a page that sets all it can',
    css: () => `
      html { font-size: 62.5%; text-rendering: geometricPrecision; }
      .loud { font: italic small-caps 900 19px/3 serif; letter-spacing: 3px; word-spacing: 9px; text-align: justify;
        text-align-last: right; text-indent: 4em; text-transform: uppercase; text-shadow: 2px 2px red; white-space: nowrap;
        overflow-wrap: anywhere; word-break: break-all; hyphens: auto; line-break: anywhere; tab-size: 20; color: red;
        -webkit-text-fill-color: red; -webkit-text-stroke: 1px red; text-emphasis: dot; font-stretch: 75%; font-kerning: none;
        font-feature-settings: 'ss01'; font-variant-numeric: oldstyle-nums; font-size-adjust: 0.7; font-synthesis: none;
        list-style: square inside; border-collapse: collapse; border-spacing: 9px; caption-side: bottom; empty-cells: hide;
        quotes: '<' '>'; stroke: red; fill: red; stroke-width: 4px; paint-order: stroke; accent-color: red; caret-color: red;
        scrollbar-color: red red; cursor: wait; text-underline-position: under; text-underline-offset: 9px; }
      * { box-sizing: content-box; }
      button, input, select, textarea, section, header, h2, h3, p, ul, li, dl, dd, svg, path, div.base, kbd, dialog {
        margin: 30px !important; padding: 30px !important; border: 5px solid red !important; font: 40px serif !important; }
      #tags, #tags > div { margin: 0 !important; padding: 0 !important; border: 0 !important; }
    `,
    body: (tags) => `<body>${own}<div class="loud">${tags}</div></body>`,
  },
];
