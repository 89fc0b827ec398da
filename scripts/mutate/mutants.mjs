// The mutants of a source file: each a small fault, as a replacement of a piece of its text. Prose (error sentences,
// notes) and types are left as they are: no test should hold the former word for word, and the compiler holds the latter.

import { parseSync } from 'vite';

const OPERATORS = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '**': '*',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '++': '--',
  '--': '++',
};

const METHODS = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  findLast: 'find',
};

/** Calls that are left out of a chain: `a.filter(f)` becomes `a`. */
const DROPPED = new Set([
  'filter',
  'slice',
  'toSorted',
  'sort',
  'toReversed',
  'reverse',
  'trim',
  'toLowerCase',
]);

/** Three words or more. */
const isProse = (text) => /\S+\s+\S+\s+\S+/.test(text);

/**
 * @param {string} name of the file, for its language
 * @param {string} source
 * @returns {{ start: number, end: number, text: string, line: number, kind: string, of: string }[]} in the order of the text
 */
export function mutantsOf(name, source) {
  const { program } = parseSync(name, source);
  const found = [];
  const text = ({ start, end }) => source.slice(start, end);
  /** @param note where it is noted that the place is reached, where that is not the node itself */
  const add = (kind, node, replacement, note = node) => {
    const of = text(node);
    if (of === replacement) return;
    const line = source.slice(0, node.start).split('\n').length;
    found.push({
      start: node.start,
      end: node.end,
      text: replacement,
      line,
      kind,
      of,
      note: [note.start, note.end],
    });
  };
  /** Between two operands, so that a comment or a bracket there stays. */
  const operator = (node, left, right) => {
    if (node.operator === '??') add('operator', node, `(${text(left)})`);
    const other = OPERATORS[node.operator];
    if (other === undefined) return;
    const at = left.end + source.slice(left.end, right.start).indexOf(node.operator);
    add(
      'operator',
      node,
      source.slice(node.start, at) + other + source.slice(at + node.operator.length, node.end),
    );
  };
  const test = (node) => {
    if (node === null || node === undefined) return;
    add('condition', node, 'true');
    add('condition', node, 'false');
  };
  const visit = (node, parent, inThrow, outer) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const each of node) visit(each, parent, inThrow, outer);
      return;
    }
    if (typeof node.type !== 'string') return;
    if (node.type.startsWith('TS') && !/^TS(As|NonNull|Satisfies)/.test(node.type)) return;
    if (/^(Import|ExportAll)/.test(node.type)) return;
    // a method keeps its `this`, and a chain its end, if only what is called, or all of the chain, is wrapped
    const chain =
      node.type === 'ChainExpression' ? node : /^(Call|Member|TSNonNull)/.test(node.type) ? outer : null;
    const thrown = inThrow || node.type === 'ThrowStatement';
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression':
        operator(node, node.left, node.right);
        break;
      case 'AssignmentExpression':
        operator(node, node.left, node.right);
        break;
      case 'UpdateExpression': {
        const other = OPERATORS[node.operator];
        add('operator', node, node.prefix ? other + text(node.argument) : text(node.argument) + other);
        break;
      }
      case 'UnaryExpression':
        if (node.operator === '!' || node.operator === '-') add('unary', node, `(${text(node.argument)})`);
        break;
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'WhileStatement':
      case 'ForStatement':
        test(node.test);
        break;
      case 'Literal':
        if (typeof node.value === 'boolean') add('literal', node, String(!node.value));
        if (typeof node.value === 'string' && !thrown && !isProse(node.value) && !isKey(node, parent))
          add('text', node, node.value === '' ? "'mutant'" : "''");
        break;
      case 'TemplateLiteral':
        if (!thrown && !isProse(text(node))) add('text', node, '``');
        break;
      case 'ArrayExpression':
        if (node.elements.length > 0) add('empty', node, '[]');
        break;
      case 'ObjectExpression':
        if (node.properties.length > 0) add('empty', node, '({})');
        break;
      case 'ArrowFunctionExpression':
        if (node.body.type !== 'BlockStatement') add('empty', node.body, '(undefined)');
        break;
      case 'BlockStatement':
        if (node.body.length > 0 && !thrown && parent?.type !== 'TryStatement') add('block', node, '{}');
        break;
      case 'ExpressionStatement':
        if (/^(Call|Assignment|Await|Chain)/.test(node.expression.type)) add('statement', node, ';');
        break;
      case 'MemberExpression': {
        const other =
          !node.computed && Object.hasOwn(METHODS, node.property.name)
            ? METHODS[node.property.name]
            : undefined;
        if (other !== undefined && parent?.type === 'CallExpression' && parent.callee === node)
          add('method', node, source.slice(node.start, node.property.start) + other, chain ?? node.object);
        if (node.optional) {
          const after = source.slice(node.object.end, node.end).replace('?.', node.computed ? '' : '.');
          add('chain', node, text(node.object) + after, chain ?? node.object);
        }
        break;
      }
      case 'CallExpression':
        if (node.callee.type === 'MemberExpression' && DROPPED.has(node.callee.property.name))
          add('method', node, text(node.callee.object), chain ?? node);
        break;
      default:
    }
    for (const [key, child] of Object.entries(node)) {
      if (key === 'type' || key === 'typeAnnotation' || key === 'returnType' || key === 'typeArguments')
        continue;
      visit(child, node, thrown, key === 'arguments' ? null : chain);
    }
  };
  visit(program, null, false, null);
  return found.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.text < b.text ? -1 : 1));
}

/** A name of a property or a module. */
function isKey(node, parent) {
  return (parent?.type === 'Property' && parent.key === node) || /^(Import|Export)/.test(parent?.type ?? '');
}

/** The source with one mutant in it. */
export function mutated(source, { start, end, text }) {
  return source.slice(0, start) + text + source.slice(end);
}

/** The source that notes which mutants' places are reached: it calls `nudgeReached.add(id)` there. */
export function noting(source, mutants) {
  const marks = mutants.flatMap(({ note: [start, end], kind, id }) => {
    const call = `globalThis.nudgeReached?.add(${id})`;
    if (kind === 'block') return [{ at: start + 1, text: `${call};`, order: 0, size: 0 }];
    const [open, close] = kind === 'statement' ? [`{${call};`, '}'] : [`(${call},`, ')'];
    return [
      { at: start, text: open, order: 1, size: end - start },
      { at: end, text: close, order: -2, size: -(end - start) },
    ];
  });
  // what ends at a place is closed before what begins there is opened, the inner before the outer
  marks.sort((a, b) => a.at - b.at || a.order - b.order || b.size - a.size);
  let noted = '';
  let from = 0;
  for (const { at, text } of marks) {
    noted += source.slice(from, at) + text;
    from = at;
  }
  return noted + source.slice(from);
}

/** Some of all, drawn by a seed (mulberry32), in their own order. */
export function drawn(all, count, seed) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const order = all.map((_, i) => [random(), i]).toSorted((a, b) => a[0] - b[0]);
  const kept = new Set(order.slice(0, count).map(([, i]) => i));
  return all.filter((_, i) => kept.has(i));
}
