// The classifier's end: mean over the pixels, a dense layer, log-softmax over the classes of each head; or its input
// gradient (from the log probabilities that came out). One workgroup owns one sample. `heads` holds, for each class,
// the first class of its head and the one behind its last.

var<workgroup> pooled : array<f32, channels>; // backward: its gradient, divided by the pixels
var<workgroup> logits : array<f32, classes>; // backward: their gradient

fn headOf(member : i32) -> vec2<i32> {
  if (several) { return vec2<i32>(i32(heads[2 * member]), i32(heads[2 * member + 1])); }
  return vec2<i32>(0, classes);
}

fn main() {
  let thread = i32(localIndex);
  let batch = i32(workgroupId.x);
  let first = batch * uniforms.pixels * channels;
  if (backward) {
    var head = vec2<i32>(-1); // of what is summed up in `all`
    var all = 0.0;
    for (var k = thread; k < classes; k += threads) {
      let own = headOf(k);
      if (own.x != head.x) {
        head = own;
        all = 0.0;
        for (var other = head.x; other < head.y; other++) { all += dy[batch * classes + other]; }
      }
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
    var head = vec2<i32>(-1); // of what is summed up in `logSum`
    var logSum = 0.0;
    for (var k = thread; k < classes; k += threads) {
      let own = headOf(k);
      if (own.x != head.x) {
        head = own;
        var top = logits[head.x];
        for (var other = head.x + 1; other < head.y; other++) { top = max(top, logits[other]); }
        var sum = 0.0;
        for (var other = head.x; other < head.y; other++) { sum += exp(logits[other] - top); }
        logSum = top + log(sum);
      }
      result[batch * classes + k] = logits[k] - logSum;
    }
  }
}
