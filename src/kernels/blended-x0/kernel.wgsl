// What a guide on x̂_0 is shown: r·clip(a·x_t + b·output) + (1 - r)·x_t, with a, b and r of each sample; or its gradient,
// to x_t (`toOutput` false) or to the output. Each thread owns one number.

fn main() {
  let i = i32(workgroupId.x) * threads + i32(localIndex);
  if (i >= uniforms.count) { return; }
  let sample = i / uniforms.sampleSize;
  let a = coefficients[3 * sample];
  let b = coefficients[3 * sample + 1];
  let r = coefficients[3 * sample + 2];
  let predX0 = a * xt[i] + b * output[i];
  if (backward) {
    let isFree = predX0 >= -uniforms.clipRange && predX0 <= uniforms.clipRange;
    let through = select(0.0, r * dy[i], isFree);
    result[i] = select(a * through + (1.0 - r) * dy[i], b * through, toOutput);
  } else {
    result[i] = r * clamp(predX0, -uniforms.clipRange, uniforms.clipRange) + (1.0 - r) * xt[i];
  }
}
