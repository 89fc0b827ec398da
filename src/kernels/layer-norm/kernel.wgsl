// Layer norm, or its input gradient. One workgroup owns one row of `channels` numbers; three walks over it: mean,
// variance around the mean, and the result.

var<workgroup> partial : array<vec2<f32>, threads>;

// The sum over all threads, in every thread.
fn total(value : vec2<f32>) -> vec2<f32> {
  workgroupBarrier();
  partial[localIndex] = value;
  workgroupBarrier();
  for (var reach = u32(threads / 2); reach > 0u; reach /= 2u) {
    if (localIndex < reach) { partial[localIndex] += partial[localIndex + reach]; }
    workgroupBarrier();
  }
  return partial[0];
}

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
