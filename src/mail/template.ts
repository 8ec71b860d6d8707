import type { Condition } from './conditions';
import type { Modifier } from './modifiers';
import { perTemplate } from './per-template';
import { DEEPEST, type Loop, piecesOf } from './smarty';

/** A template as a tree. */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'field'; name: string; modifiers: Modifier[] }
  | If
  | Foreach;

interface If {
  kind: 'if';
  /** The first whose condition holds is written. */
  branches: { condition: Condition; nodes: Node[] }[];
}

interface Foreach {
  kind: 'foreach';
  loop: Loop;
  nodes: Node[];
  /** What is written if there is nothing to go through. */
  otherwise: Node[];
}

/**
 * Reads a template. What has a fault, because it was saved by an earlier version, is text where it stands, and a block that
 * never ends goes on to the end.
 */
export const readTemplate = perTemplate((template: string): readonly Node[] => {
  const whole: Node[] = [];
  const open: (If | Foreach)[] = [];
  let into = whole;
  const intos: Node[][] = [];
  const begin = (block: If | Foreach, nodes: Node[]) => {
    into.push(block);
    open.push(block);
    intos.push(into);
    into = nodes;
  };
  for (const piece of piecesOf(template)) {
    const innermost = open.at(-1);
    if (piece.kind === 'comment') continue;
    if (piece.kind === 'text') into.push({ kind: 'text', text: piece.text });
    else if (piece.kind === 'field') into.push({ kind: 'field', name: piece.name, modifiers: piece.modifiers });
    else if (piece.kind === 'if' && open.length < DEEPEST) {
      const branch = { condition: piece.condition, nodes: [] };
      begin({ kind: 'if', branches: [branch] }, branch.nodes);
    } else if (piece.kind === 'foreach' && open.length < DEEPEST) {
      const nodes: Node[] = [];
      begin({ kind: 'foreach', loop: piece.loop, nodes, otherwise: [] }, nodes);
    } else if ((piece.kind === 'elseif' || piece.kind === 'else') && innermost?.kind === 'if') {
      const branch = { condition: piece.condition, nodes: [] };
      innermost.branches.push(branch);
      into = branch.nodes;
    } else if (piece.kind === 'foreachelse' && innermost?.kind === 'foreach') into = innermost.otherwise;
    else if (piece.kind === `end${innermost?.kind}`) {
      open.pop();
      into = intos.pop() ?? whole;
    } else into.push({ kind: 'text', text: piece.raw });
  }
  return whole;
});
