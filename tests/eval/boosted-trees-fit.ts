import { type BoostedTrees, type DecisionTree, leafOf } from '../../src-server/models/offline/boosted-trees.ts';
import type { Row } from './logistic-fit.ts';

/** Which way a feature may move the probability: 1 only up, -1 only down, 0 both ways. */
export type Direction = 1 | -1 | 0;

const TREES = 250;
const LEAVES = 8;
const LEARNING_RATE = 0.08;
/** Fewer cases than this are no ground for a leaf. */
const LEAST_CASES = 40;
/** Pulls leaves of little weight towards 0. */
const RIDGE = 5;
const BINS = 255;

/** A leaf that may still be split, with the bounds that the splits above it set to its value. */
interface Leaf {
  rows: number[];
  low: number;
  high: number;
  value: number;
  best: Split | undefined;
  set: (tree: DecisionTree<string>) => void;
}

interface Split {
  at: number;
  bin: number;
  gain: number;
  below: number;
  above: number;
}

/**
 * Fits gradient boosted trees to weighted cases, by Newton steps on the logistic loss over histograms, the leaf that gains most
 * being split first (Chen and Guestrin, "XGBoost", 2016; Ke et al., "LightGBM", 2017). A feature with a direction never moves the
 * probability the other way, so that a set's chance patterns cannot turn good signs into bad ones.
 */
export function fitTrees<Name extends string>(
  directions: Readonly<Record<Name, Direction>>,
  rows: readonly Row<Name>[],
): BoostedTrees<Name> {
  const names = Object.keys(directions) as Name[];
  const edges = names.map((name) => binEdges(rows.map((row) => row.features[name])));
  const bins = names.map((name, at) => Uint8Array.from(rows, (row) => binOf(row.features[name], edges[at] ?? [])));
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  const share = rows.reduce((sum, row) => sum + row.weight * row.label, 0) / total;
  const constant = Math.log(share / (1 - share));
  const logOdds = new Float64Array(rows.length).fill(constant);
  const gradient = new Float64Array(rows.length);
  const hessian = new Float64Array(rows.length);
  const trees: DecisionTree<Name>[] = [];

  function leafValue(g: number, h: number, { low, high }: Pick<Leaf, 'low' | 'high'>): number {
    return Math.min(high, Math.max(low, -g / (h + RIDGE)));
  }

  /** The split of a leaf that gains most; undefined where none is allowed. */
  function findSplit(leaf: Pick<Leaf, 'rows' | 'low' | 'high'>): Split | undefined {
    let best: Split | undefined;
    for (const [at, name] of names.entries()) {
      const [g, h, n] = [new Float64Array(BINS), new Float64Array(BINS), new Float64Array(BINS)];
      const column = bins[at] ?? new Uint8Array();
      for (const row of leaf.rows) {
        const bin = column[row] ?? 0;
        g[bin] = (g[bin] ?? 0) + (gradient[row] ?? 0);
        h[bin] = (h[bin] ?? 0) + (hessian[row] ?? 0);
        n[bin] = (n[bin] ?? 0) + 1;
      }
      const [allG, allH] = [sum(g), sum(h)];
      const unsplit = lossFall(allG, allH, leafValue(allG, allH, leaf));
      let [leftG, leftH, leftN] = [0, 0, 0];
      for (let bin = 0; bin < (edges[at]?.length ?? 0); bin += 1) {
        leftG += g[bin] ?? 0;
        leftH += h[bin] ?? 0;
        leftN += n[bin] ?? 0;
        if (leftN < LEAST_CASES || leaf.rows.length - leftN < LEAST_CASES) continue;
        const [below, above] = [leafValue(leftG, leftH, leaf), leafValue(allG - leftG, allH - leftH, leaf)];
        if (directions[name] * (above - below) < 0) continue;
        const gain = lossFall(leftG, leftH, below) + lossFall(allG - leftG, allH - leftH, above) - unsplit;
        if (gain > (best?.gain ?? 0)) best = { at, bin, gain, below, above };
      }
    }
    return best;
  }

  function growTree(): DecisionTree<Name> {
    let root: DecisionTree<string> = 0;
    const leaves: Leaf[] = [];
    const add = (leaf: Omit<Leaf, 'best'>) => {
      leaf.set(leaf.value * LEARNING_RATE);
      leaves.push({ ...leaf, best: findSplit(leaf) });
    };
    const all = [...rows.keys()];
    const bounds = { low: -Infinity, high: Infinity };
    const value = leafValue(sum(gradient), sum(hessian), bounds);
    add({ rows: all, ...bounds, value, set: (tree) => (root = tree) });
    while (leaves.length < LEAVES) {
      const leaf = leaves.reduce((a, b) => ((b.best?.gain ?? 0) > (a.best?.gain ?? 0) ? b : a));
      if (leaf.best === undefined) break;
      leaves.splice(leaves.indexOf(leaf), 1);
      splitLeaf(leaf, leaf.best, add);
    }
    return root as DecisionTree<Name>;
  }

  function splitLeaf(
    { rows: inside, low, high, set }: Leaf,
    split: Split,
    add: (leaf: Omit<Leaf, 'best'>) => void,
  ): void {
    const feature = names[split.at] ?? names[0];
    const isBelow = (row: number) => (bins[split.at]?.[row] ?? 0) <= split.bin;
    const node = { feature: String(feature), threshold: edges[split.at]?.[split.bin] ?? 0, below: 0, above: 0 };
    const tree: DecisionTree<string> = node;
    set(tree);
    const middle = (split.below + split.above) / 2;
    const direction = feature === undefined ? 0 : directions[feature];
    const setPart = (part: 'below' | 'above') => (value: DecisionTree<string>) =>
      Object.assign(node, { [part]: value });
    add({
      rows: inside.filter(isBelow),
      low: direction < 0 ? Math.max(low, middle) : low,
      high: direction > 0 ? Math.min(high, middle) : high,
      value: split.below,
      set: setPart('below'),
    });
    add({
      rows: inside.filter((row) => !isBelow(row)),
      low: direction > 0 ? Math.max(low, middle) : low,
      high: direction < 0 ? Math.min(high, middle) : high,
      value: split.above,
      set: setPart('above'),
    });
  }

  while (trees.length < TREES) {
    for (const [index, { label, weight }] of rows.entries()) {
      const p = 1 / (1 + Math.exp(-(logOdds[index] ?? 0)));
      gradient[index] = weight * (p - label);
      hessian[index] = weight * p * (1 - p);
    }
    const tree = growTree();
    trees.push(tree);
    for (const [index, row] of rows.entries()) logOdds[index] = (logOdds[index] ?? 0) + leafOf(tree, row.features);
  }
  return { constant, trees };
}

/** By how much the loss falls, to the second order, where a leaf takes this value. */
function lossFall(g: number, h: number, value: number): number {
  return -(g * value + ((h + RIDGE) * value * value) / 2);
}

/** Values between which cases part about evenly, fewer than BINS. */
function binEdges(values: readonly number[]): number[] {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const between = distinct.slice(1).map((value, at) => (value + (distinct[at] ?? value)) / 2);
  if (between.length < BINS) return between;
  const sorted = [...values].sort((a, b) => a - b);
  const quantiles = Array.from({ length: BINS - 1 }, (_, at) => {
    const value = sorted[Math.floor(((at + 1) * sorted.length) / BINS)] ?? 0;
    return between.find((edge) => edge > value);
  });
  return [...new Set(quantiles.filter((edge) => edge !== undefined))];
}

function binOf(value: number, edges: readonly number[]): number {
  const at = edges.findIndex((edge) => value <= edge);
  return at === -1 ? edges.length : at;
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
