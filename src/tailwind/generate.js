// Writes ../main/resources/tailwind/classes.txt: what each class of Tailwind CSS 3.4 declares, in CSS that
// openhtmltopdf understands. Run `npm install && npm run generate` here after a change; the result is kept.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const postcss = require('postcss');
const tailwind = require('tailwindcss');
const resolveConfig = require('tailwindcss/resolveConfig');
const { createContext } = require('tailwindcss/lib/lib/setupContextUtils');

const CONFIG = {
  content: [],
  corePlugins: {
    preflight: false,
    textOpacity: false,
    backgroundOpacity: false,
    borderOpacity: false,
    divideOpacity: false,
    placeholderOpacity: false,
    ringOpacity: false,
  },
};

// What the engine lays out or paints.
const PAINTED = new Set(
  (
    'background-attachment background-position background-repeat background-size border-bottom-width ' +
    'border-left-width border-right-width border-top-width border-width border-style border-collapse ' +
    'border-spacing border-radius border-top-left-radius border-top-right-radius ' +
    'border-bottom-right-radius border-bottom-left-radius bottom box-sizing caption-side clear ' +
    'column-count display float font-family font-size font-style font-weight height hyphens left ' +
    'letter-spacing line-height list-style-position list-style-type margin margin-bottom margin-left ' +
    'margin-right margin-top max-height max-width min-height min-width overflow padding padding-bottom ' +
    'padding-left padding-right padding-top page-break-after page-break-before page-break-inside position ' +
    'right table-layout text-align text-decoration text-indent text-transform top transform ' +
    'vertical-align visibility white-space width word-wrap z-index'
  ).split(' ')
);

// What the engine does not know, and Hookpress turns into tables.
const LAID_OUT = new Set(
  (
    'align-content align-items align-self column-gap flex flex-basis flex-direction flex-grow flex-shrink ' +
    'flex-wrap gap grid-auto-flow grid-column grid-column-start grid-column-end grid-row ' +
    'grid-template-columns justify-content justify-items justify-self order place-items row-gap opacity ' +
    'border-opacity gradient-direction ring-width'
  ).split(' ')
);

const LOGICAL = {
  'padding-inline-start': ['padding-left'],
  'padding-inline-end': ['padding-right'],
  'margin-inline-start': ['margin-left'],
  'margin-inline-end': ['margin-right'],
  'inset-inline-start': ['left'],
  'inset-inline-end': ['right'],
  inset: ['top', 'right', 'bottom', 'left'],
  'border-inline-start-width': ['border-left-width'],
  'border-inline-end-width': ['border-right-width'],
  'border-start-start-radius': ['border-top-left-radius'],
  'border-start-end-radius': ['border-top-right-radius'],
  'border-end-start-radius': ['border-bottom-left-radius'],
  'border-end-end-radius': ['border-bottom-right-radius'],
  'text-decoration-line': ['text-decoration'],
  'overflow-wrap': ['word-wrap'],
  columns: ['column-count'],
  'break-inside': ['page-break-inside'],
  'break-before': ['page-break-before'],
  'break-after': ['page-break-after'],
};

const BREAKS = { page: 'always', all: 'always', 'avoid-page': 'avoid', column: 'auto', 'avoid-column': 'auto' };
const DISPLAYS = { 'flow-root': 'block', contents: 'inline', 'inline-grid': 'inline-grid' };
const TRANSFORMS = {
  '--tw-rotate': 'rotate',
  '--tw-translate-x': 'translateX',
  '--tw-translate-y': 'translateY',
  '--tw-scale-x': 'scaleX',
  '--tw-scale-y': 'scaleY',
  '--tw-skew-x': 'skewX',
  '--tw-skew-y': 'skewY',
};
const DIRECTIONS = /^bg-gradient-to-/;

const round = (number) => String(Math.round(number * 1000) / 1000);

/** A value in units that the engine knows. */
function plain(property, value) {
  value = value
    .replace(/(-?[\d.]+)rem\b/g, (_, n) => round(n * 16) + 'px')
    .replace(/(-?[\d.]+)ch\b/g, (_, n) => round(n * 8) + 'px')
    .replace(/(-?[\d.]+)(?:[dsl]v)([hw])\b/g, '$1v$2')
    .replace(/(-?\d+\.\d{4,})(%|px|em)/g, (_, n, unit) => round(n) + unit);
  if (property === 'display') return DISPLAYS[value] ?? value;
  if (property === 'float' || property === 'clear') {
    return value.replace('inline-start', 'left').replace('inline-end', 'right');
  }
  if (property === 'text-align') return value.replace('start', 'left').replace('end', 'right');
  if (property === 'position' && value === 'sticky') return 'static';
  if (property.startsWith('page-break')) return BREAKS[value] ?? value;
  if (property === 'font-family') return value.match(/\b(sans-serif|serif|monospace)\b/)[0];
  if (property === 'column-count' && !/^(\d+|auto)$/.test(value)) return null;
  return value;
}

/** The declarations of one rule. */
function declarations(name, rule) {
  const all = new Map();
  const variables = new Map();
  const put = (property, value) => {
    if (property === 'width' && value === 'fit-content') all.set(property, value);
    if (value == null || /var\(|calc\(|fit-content|min-content|max-content|-webkit/.test(value)) return;
    if (PAINTED.has(property) || LAID_OUT.has(property)) all.set(property, value);
  };
  rule.walkDecls(({ prop, value }) => {
    if (prop.startsWith('--')) {
      variables.set(prop, value);
      return;
    }
    for (const property of LOGICAL[prop] ?? [prop]) put(property, plain(property, value));
  });
  const moves = Object.entries(TRANSFORMS)
    .filter(([variable]) => variables.has(variable))
    .map(([variable, f]) => `${f}(${plain('', variables.get(variable))})`);
  if (moves.length > 0) all.set('transform', moves.join(' '));
  if (DIRECTIONS.test(name)) {
    all.set('gradient-direction', rule.nodes[0].value.match(/\((to [a-z ]+)/)[1]);
  }
  const ring = name.match(/^ring(?:-(\d+))?$/);
  if (ring) all.set('ring-width', (ring[1] ?? 3) + 'px');
  return all;
}

/** space-* and divide-* are about the children: their margins and borders. */
function childDeclarations(name, rule) {
  const all = new Map();
  rule.walkDecls(({ prop, value }) => {
    const amount = value.match(/^calc\((-?[\d.]+(?:rem|px|em)?) \* calc\(1 - /);
    if (amount) all.set(prop, plain(prop, amount[1]));
    else if (prop === 'border-style') all.set(prop, value);
  });
  return all;
}

const text = (map) => [...map].map(([property, value]) => `${property}:${value}`).join(';');

function palette(config) {
  const colours = [];
  for (const [name, shades] of Object.entries(config.theme.colors)) {
    if (typeof shades === 'string') {
      if (shades.startsWith('#')) colours.push([name, shades]);
    } else {
      for (const [shade, value] of Object.entries(shades)) colours.push([`${name}-${shade}`, value]);
    }
  }
  return colours.map(([name, value]) => [name, value.length === 4 ? '#' + [...value.slice(1)].map((c) => c + c).join('') : value]);
}

async function main() {
  const config = resolveConfig(CONFIG);
  const colours = palette(config);
  const colourNames = new Set([...colours.map(([name]) => name), 'transparent', 'current', 'inherit']);
  const coloured = (name) => {
    for (let at = name.indexOf('-'); at > 0; at = name.indexOf('-', at + 1)) {
      if (colourNames.has(name.slice(at + 1))) return true;
    }
    return false;
  };
  const names = createContext(config)
    .getClassList()
    .filter((name) => typeof name === 'string' && !coloured(name));
  const sheet = await postcss([tailwind({ ...CONFIG, content: [{ raw: names.join(' ') }] })]).process(
    '@tailwind components;@tailwind utilities;',
    { from: undefined }
  );
  const lines = new Map();
  sheet.root.each((rule) => {
    if (rule.type !== 'rule') return;
    const match = rule.selector.match(/^\.((?:\\.|[\w-])+)( > :not\(\[hidden\]\) ~ :not\(\[hidden\]\))?$/);
    if (!match) return;
    const name = match[1].replace(/\\/g, '');
    if (match[2]) lines.set(name, ['child', text(childDeclarations(name, rule))]);
    else lines.set(name, ['class', text(declarations(name, rule))]);
  });
  const known = new Set(names);
  const output = [
    `# Generated by src/tailwind/generate.js from Tailwind CSS ${require('tailwindcss/package.json').version}; not edited by hand.`,
    ...colours.map(([name, value]) => `colour\t${name}\t${value}`),
    ...[...lines].map(([name, [kind, value]]) => `${kind}\t${name}\t${value}`),
    // Known, and without a meaning on paper.
    ...[...known].filter((name) => !lines.has(name)).map((name) => `class\t${name}\t`),
  ];
  const target = path.join(__dirname, '../main/resources/tailwind');
  fs.mkdirSync(target, { recursive: true });
  fs.writeFileSync(path.join(target, 'classes.txt'), output.join('\n') + '\n');
  fs.copyFileSync(
    path.join(path.dirname(require.resolve('tailwindcss/package.json')), 'LICENSE'),
    path.join(target, 'LICENSE.txt')
  );
}

main();
