// Whether what is measured again and again stays what it is: a straight line through the second half, its slope against
// the spread of the values about it.

/** A slope of so many standard errors is no chance. */
const SURE = 4;

/** @returns change from value to value, and its standard error */
export function slopeOf(values) {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  const slope = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0) / spread;
  const rest = values.reduce((sum, value, i) => sum + (value - mean - slope * (i - middle)) ** 2, 0);
  return { slope, error: Math.sqrt(rest / (n - 2) / spread) };
}

/** @returns null where it does not grow, or a sentence; the first half may: it fills what is kept */
export function growth(name, values) {
  if (values.length < 8) return `${name}: expected 8 measurements at least, got ${values.length}`;
  const late = values.slice(Math.floor(values.length / 2));
  const { slope, error } = slopeOf(late);
  if (slope <= SURE * error || slope * late.length < 1e-9 * Math.abs(late[0])) return null;
  return `${name} grows by ${slope.toPrecision(3)} (± ${error.toPrecision(2)}) from measurement to measurement, ${late[0]} to ${late.at(-1)}`;
}

/** @param series by name @returns null, or a line for each that grows */
export function allFlat(series) {
  const grown = Object.entries(series).map(([name, values]) => growth(name, values));
  return grown.filter((each) => each !== null).join('\n') || null;
}
