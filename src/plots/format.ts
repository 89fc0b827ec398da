// Numbers as people read them beside a picture: few digits, a constant width where it can be had.

/** A range's end: 0.02, 5, 2e-5. */
export function formatRange(range: number): string {
  if (range === 0) return '0';
  return range >= 1e-3 && range < 1e4 ? String(Number(range.toPrecision(3))) : range.toExponential(0);
}

/** Two significant digits, never wider than seven characters: 0.32, 0.0055, 2.1e-5. */
export function formatSmall(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 99.5) return value.toFixed(0);
  if (size >= 0.095) return size >= 9.995 ? value.toFixed(1) : value.toFixed(2);
  return size >= 9.95e-4 ? value.toFixed(4) : value.toExponential(1);
}

/** A probability: "86 %", "<1 %", ">99 %". */
export function formatPercent(probability: number): string {
  const percent = probability * 100;
  if (percent > 0 && percent < 0.5) return '<1 %';
  if (percent < 100 && percent >= 99.5) return '>99 %';
  return `${percent.toFixed(0)} %`;
}
