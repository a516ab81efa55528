/** A fitted logistic model: the coefficient of each named feature, and the constant. */
export interface LogisticModel<Name extends string> {
  constant: number;
  coefficients: Record<Name, number>;
}

/** The probability that a logistic model gives to these features. */
export function probability<Name extends string>(model: LogisticModel<Name>, features: Record<Name, number>): number {
  let sum = model.constant;
  for (const name of Object.keys(model.coefficients) as Name[]) sum += model.coefficients[name] * features[name];
  return 1 / (1 + Math.exp(-sum));
}
