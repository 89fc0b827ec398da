// The end of an image encoder: mean over the pixels, a dense layer, and the vector's length set to 1; or its input
// gradient. One workgroup owns one sample. Backward it goes the way there again for the vector and its length.

var<workgroup> pooled : array<f32, channels>; // backward: then its gradient, divided by the pixels
var<workgroup> vector : array<f32, dimensions>; // backward: then its gradient

fn main() {
  let thread = i32(localIndex);
  let batch = i32(workgroupId.x);
  let first = batch * uniforms.pixels * channels;
  for (var c = thread; c < channels; c += threads) {
    var sum = 0.0;
    for (var p = 0; p < uniforms.pixels; p++) { sum += x[first + p * channels + c]; }
    pooled[c] = sum / f32(uniforms.pixels);
  }
  workgroupBarrier();
  for (var k = thread; k < dimensions; k += threads) {
    var value = bias[k];
    for (var c = 0; c < channels; c++) { value += pooled[c] * w[c * dimensions + k]; }
    vector[k] = value;
  }
  workgroupBarrier();
  var squares = 0.0;
  for (var k = 0; k < dimensions; k++) { squares += vector[k] * vector[k]; }
  let length = max(sqrt(squares), shortest);
  if (backward) {
    var along = 0.0;
    for (var k = 0; k < dimensions; k++) { along += vector[k] * dy[batch * dimensions + k]; }
    workgroupBarrier();
    for (var k = thread; k < dimensions; k += threads) {
      vector[k] = (dy[batch * dimensions + k] - vector[k] * along / (length * length)) / length;
    }
    workgroupBarrier();
    for (var c = thread; c < channels; c += threads) {
      var slope = 0.0;
      for (var k = 0; k < dimensions; k++) { slope += w[c * dimensions + k] * vector[k]; }
      pooled[c] = slope / f32(uniforms.pixels);
    }
    workgroupBarrier();
    for (var i = thread; i < uniforms.pixels * channels; i += threads) { result[first + i] = pooled[i % channels]; }
  } else {
    for (var k = thread; k < dimensions; k += threads) { result[batch * dimensions + k] = vector[k] / length; }
  }
}
