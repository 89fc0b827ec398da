// Self-attention of a few queries of one head: scores against every key, softmax, and the mix of values; or
// (`backward`) the queries' gradient. One workgroup owns `queries` queries of one head of one sample, and walks
// over all keys.
//
// qkv is [B, N, (q, k, v), heads, headDim]. The result is [B, N, heads, headDim]; backward it is
// [B, N, heads, headDim + 2]: ∂/∂q, then the log of the softmax's denominator and Σ_j P_ij ∂P_ij, which the
// gradient of keys and values needs.

var<workgroup> own : array<f32, queries * headDim>; // the queries, scaled
var<workgroup> dyOwn : array<f32, queries * headDim>; // ∂/∂result of the queries
var<workgroup> scores : array<f32, queries * keys>; // [query, key], then P
var<workgroup> slopes : array<f32, select(1, queries * keys, backward)>; // ∂P, then ∂score
var<workgroup> partial : array<f32, threads>;

fn at(token : i32, part : i32, head : i32) -> i32 {
  return ((token * 3 + part) * uniforms.heads + head) * headDim;
}

fn largest(value : f32) -> f32 {
  workgroupBarrier();
  partial[localIndex] = value;
  workgroupBarrier();
  for (var reach = u32(threads / 2); reach > 0u; reach /= 2u) {
    if (localIndex < reach) { partial[localIndex] = max(partial[localIndex], partial[localIndex + reach]); }
    workgroupBarrier();
  }
  return partial[0];
}

fn total(value : f32) -> f32 {
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
  let first = i32(workgroupId.x) * queries;
  let batch = i32(workgroupId.y) / uniforms.heads;
  let head = i32(workgroupId.y) % uniforms.heads;
  let tokens = uniforms.tokens;
  let base = batch * tokens;
  let width = headDim + select(0, 2, backward);

  for (var i = thread; i < queries * headDim; i += threads) {
    let token = base + min(first + i / headDim, tokens - 1);
    own[i] = qkv[at(token, 0, head) + i % headDim] * uniforms.scale;
    dyOwn[i] = dy[(token * uniforms.heads + head) * headDim * i32(backward) + i % headDim * i32(backward)];
  }
  workgroupBarrier();
  for (var j = thread; j < tokens; j += threads) {
    let k = at(base + j, 1, head);
    let v = at(base + j, 2, head);
    for (var q = 0; q < queries; q++) {
      var score = 0.0;
      for (var d = 0; d < headDim; d++) { score += own[q * headDim + d] * qkv[k + d]; }
      scores[q * keys + j] = score;
      if (backward) {
        var slope = 0.0;
        for (var d = 0; d < headDim; d++) { slope += dyOwn[q * headDim + d] * qkv[v + d]; }
        slopes[q * keys + j] = slope;
      }
    }
  }
  for (var q = 0; q < queries; q++) {
    var top = -3.0e38;
    for (var j = thread; j < tokens; j += threads) { top = max(top, scores[q * keys + j]); }
    top = largest(top);
    var sum = 0.0;
    for (var j = thread; j < tokens; j += threads) {
      let power = exp(scores[q * keys + j] - top);
      scores[q * keys + j] = power;
      sum += power;
    }
    sum = total(sum);
    for (var j = thread; j < tokens; j += threads) { scores[q * keys + j] /= sum; }
    if (backward) {
      var along = 0.0;
      for (var j = thread; j < tokens; j += threads) { along += scores[q * keys + j] * slopes[q * keys + j]; }
      along = total(along);
      for (var j = thread; j < tokens; j += threads) {
        slopes[q * keys + j] = scores[q * keys + j] * (slopes[q * keys + j] - along);
      }
      if (thread == 0 && first + q < tokens) {
        let out = ((base + first + q) * uniforms.heads + head) * width + headDim;
        result[out] = top + log(sum);
        result[out + 1] = along;
      }
    }
  }
  workgroupBarrier();
  for (var i = thread; i < queries * headDim; i += threads) {
    let q = i / headDim;
    let d = i % headDim;
    if (first + q < tokens) {
      var mixed = 0.0;
      for (var j = 0; j < tokens; j++) {
        if (backward) {
          mixed += slopes[q * keys + j] * qkv[at(base + j, 1, head) + d];
        } else {
          mixed += scores[q * keys + j] * qkv[at(base + j, 2, head) + d];
        }
      }
      if (backward) { mixed *= uniforms.scale; }
      result[((base + first + q) * uniforms.heads + head) * width + d] = mixed;
    }
  }
}
