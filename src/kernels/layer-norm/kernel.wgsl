// Layer norm, or its input gradient. One workgroup owns one row of `channels` numbers; three walks over it: mean,
// variance around the mean, and the result.

fn main() {
  let thread = i32(localIndex);
  let first = i32(workgroupId.x) * uniforms.channels;
  let count = f32(uniforms.channels);

  var sum = 0.0;
  for (var c = thread; c < uniforms.channels; c += threads) { sum += x[first + c]; }
  let mean = total(vec2<f32>(sum, 0.0)).x / count;

  var squares = 0.0;
  for (var c = thread; c < uniforms.channels; c += threads) {
    let centered = x[first + c] - mean;
    squares += centered * centered;
  }
  let rate = inverseSqrt(total(vec2<f32>(squares, 0.0)).x / count + uniforms.eps);

  // backward: the means of ∂/∂normal and of ∂/∂normal · normal
  var along = vec2<f32>(0.0);
  if (backward) {
    var sums = vec2<f32>(0.0);
    for (var c = thread; c < uniforms.channels; c += threads) {
      let slope = dy[first + c] * gamma[c];
      sums += vec2<f32>(slope, slope * (x[first + c] - mean) * rate);
    }
    along = total(sums) / count;
  }

  for (var c = thread; c < uniforms.channels; c += threads) {
    let normal = (x[first + c] - mean) * rate;
    if (backward) {
      result[first + c] = rate * (dy[first + c] * gamma[c] - along.x - normal * along.y);
    } else {
      result[first + c] = normal * gamma[c] + beta[c];
    }
  }
}
