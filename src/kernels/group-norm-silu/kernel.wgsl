// Group norm, then optionally z·(1 + scale) + shift, then optionally SiLU; or the input gradient of all that.
// One workgroup owns one group of one sample: all pixels, `groupWidth` channels. Three walks over it: mean,
// variance around the mean, and the result.

fn input(pixel : i32, channel : i32) -> f32 {
  if (channel < uniforms.firstChannels) { return x[pixel * uniforms.firstChannels + channel]; }
  let channels = uniforms.channels - uniforms.firstChannels;
  return second[pixel * channels + channel - uniforms.firstChannels];
}

fn main() {
  let group = i32(workgroupId.x);
  let batch = i32(workgroupId.y);
  let firstPixel = batch * uniforms.pixels;
  let firstChannel = group * uniforms.groupWidth;
  let count = uniforms.pixels * uniforms.groupWidth;
  let thread = i32(localIndex);

  var sum = 0.0;
  for (var i = thread; i < count; i += threads) {
    let pixel = i / uniforms.groupWidth;
    sum += input(firstPixel + pixel, firstChannel + i - pixel * uniforms.groupWidth);
  }
  let mean = total(vec2<f32>(sum, 0.0)).x / f32(count);

  var squares = 0.0;
  for (var i = thread; i < count; i += threads) {
    let pixel = i / uniforms.groupWidth;
    let centered = input(firstPixel + pixel, firstChannel + i - pixel * uniforms.groupWidth) - mean;
    squares += centered * centered;
  }
  let rate = inverseSqrt(total(vec2<f32>(squares, 0.0)).x / f32(count) + uniforms.eps);

  // backward: the means of ∂/∂normal and of ∂/∂normal · normal
  var along = vec2<f32>(0.0);
  if (backward) {
    var sums = vec2<f32>(0.0);
    for (var i = thread; i < count; i += threads) {
      let pixel = i / uniforms.groupWidth;
      let at = vec2<i32>(firstPixel + pixel, firstChannel + i - pixel * uniforms.groupWidth);
      let normal = (input(at.x, at.y) - mean) * rate;
      let slope = normalGradient(batch, at, normal);
      sums += vec2<f32>(slope, slope * normal);
    }
    along = total(sums) / f32(count);
  }

  for (var i = thread; i < count; i += threads) {
    let pixel = i / uniforms.groupWidth;
    let at = vec2<i32>(firstPixel + pixel, firstChannel + i - pixel * uniforms.groupWidth);
    let normal = (input(at.x, at.y) - mean) * rate;
    var value = 0.0;
    if (backward) {
      value = rate * (normalGradient(batch, at, normal) - along.x - normal * along.y);
    } else {
      value = affine(batch, at.y, normal);
      if (activated) { value = value / (1.0 + exp(-value)); }
    }
    result[at.x * uniforms.channels + at.y] = value;
  }
}

fn timeScale(batch : i32, channel : i32) -> f32 {
  if (!timed) { return 1.0; }
  return 1.0 + time[batch * uniforms.timeWidth + uniforms.timeOffset + channel];
}

fn affine(batch : i32, channel : i32, normal : f32) -> f32 {
  let value = (normal * gamma[channel] + beta[channel]) * timeScale(batch, channel);
  if (!timed) { return value; }
  return value + time[batch * uniforms.timeWidth + uniforms.timeOffset + uniforms.channels + channel];
}

fn normalGradient(batch : i32, at : vec2<i32>, normal : f32) -> f32 {
  var slope = dy[at.x * uniforms.channels + at.y];
  if (activated) {
    let z = affine(batch, at.y, normal);
    let gate = 1.0 / (1.0 + exp(-z));
    slope *= gate * (1.0 + z * (1.0 - gate));
  }
  return slope * gamma[at.y] * timeScale(batch, at.y);
}
