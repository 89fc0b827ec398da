// The classifier's end: mean over the pixels, a dense layer, log-softmax over the classes; or its input gradient
// (from the log probabilities that came out). One workgroup owns one sample.

var<workgroup> pooled : array<f32, channels>; // backward: its gradient, divided by the pixels
var<workgroup> logits : array<f32, classes>; // backward: their gradient

fn main() {
  let thread = i32(localIndex);
  let batch = i32(workgroupId.x);
  let first = batch * uniforms.pixels * channels;
  if (backward) {
    var all = 0.0;
    for (var k = 0; k < classes; k++) { all += dy[batch * classes + k]; }
    for (var k = thread; k < classes; k += threads) {
      logits[k] = dy[batch * classes + k] - exp(logProbs[batch * classes + k]) * all;
    }
    workgroupBarrier();
    for (var c = thread; c < channels; c += threads) {
      var slope = 0.0;
      for (var k = 0; k < classes; k++) { slope += w[c * classes + k] * logits[k]; }
      pooled[c] = slope / f32(uniforms.pixels);
    }
    workgroupBarrier();
    for (var i = thread; i < uniforms.pixels * channels; i += threads) { result[first + i] = pooled[i % channels]; }
  } else {
    for (var c = thread; c < channels; c += threads) {
      var sum = 0.0;
      for (var p = 0; p < uniforms.pixels; p++) { sum += x[first + p * channels + c]; }
      pooled[c] = sum / f32(uniforms.pixels);
    }
    workgroupBarrier();
    for (var k = thread; k < classes; k += threads) {
      var logit = bias[k];
      for (var c = 0; c < channels; c++) { logit += pooled[c] * w[c * classes + k]; }
      logits[k] = logit;
    }
    workgroupBarrier();
    var top = logits[0];
    for (var k = 1; k < classes; k++) { top = max(top, logits[k]); }
    var sum = 0.0;
    for (var k = 0; k < classes; k++) { sum += exp(logits[k] - top); }
    for (var k = thread; k < classes; k += threads) { result[batch * classes + k] = logits[k] - top - log(sum); }
  }
}
