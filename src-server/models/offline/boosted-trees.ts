/** A decision tree: a leaf's log-odds, or a split on one feature. */
export type DecisionTree<Name extends string> = number | TreeSplit<Name>;

export interface TreeSplit<Name extends string> {
  feature: Name;
  /** Up to this value a case goes `below`, from there on `above`. */
  threshold: number;
  below: DecisionTree<Name>;
  above: DecisionTree<Name>;
}

/** Gradient boosted trees for a yes or no (Friedman, "Greedy function approximation", 2001): their log-odds are added up. */
export interface BoostedTrees<Name extends string> {
  /** Log-odds before any tree. */
  constant: number;
  trees: readonly DecisionTree<Name>[];
}

/** The probability that the trees give to these features. */
export function boostedProbability<Name extends string>(
  model: BoostedTrees<Name>,
  features: Readonly<Record<Name, number>>,
): number {
  let logOdds = model.constant;
  for (const tree of model.trees) logOdds += leafOf(tree, features);
  return 1 / (1 + Math.exp(-logOdds));
}

/** The value of the leaf that a case falls into. */
export function leafOf<Name extends string>(
  tree: DecisionTree<Name>,
  features: Readonly<Record<Name, number>>,
): number {
  let node = tree;
  while (typeof node !== 'number') node = features[node.feature] <= node.threshold ? node.below : node.above;
  return node;
}

/** One tree as a line of text: a split is `feature:threshold`, followed by what is below it and what is above it. */
export function writeTree<Name extends string>(tree: DecisionTree<Name>): string {
  if (typeof tree === 'number') return String(rounded(tree));
  return `${tree.feature}:${rounded(tree.threshold)} ${writeTree(tree.below)} ${writeTree(tree.above)}`;
}

/** Reads what `writeTree` wrote, a tree a line. Throws where a line is no whole tree of these features. */
export function readTrees<Name extends string>(text: string, names: readonly Name[]): DecisionTree<Name>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => readTree(line, names));
}

function readTree<Name extends string>(line: string, names: readonly Name[]): DecisionTree<Name> {
  const words = line.trim().split(/\s+/);
  let at = 0;
  function readNode(): DecisionTree<Name> {
    const word = words[at++] ?? '';
    const [name = '', value = ''] = word.split(':');
    const feature = names.find((known) => known === name);
    if (feature !== undefined) return { feature, threshold: toNumber(value), below: readNode(), above: readNode() };
    return toNumber(word);
  }
  function toNumber(word: string): number {
    const value = Number(word);
    if (word === '' || !Number.isFinite(value)) throw new Error(`"${word}" is no part of a decision tree: ${line}`);
    return value;
  }
  const tree = readNode();
  if (at !== words.length) throw new Error(`There is more than one decision tree in a line: ${line}`);
  return tree;
}

/** Enough digits for features that are shares, and as few as a person may want to read. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
