// The gradient of a few keys and values of one head, and the queries' gradient copied to its place. One workgroup
// owns `keys` keys of one head of one sample, and walks over all queries. `rows` is what kernel.wgsl leaves
// behind going backward: [B, N, heads, headDim + 2].
//
// The result is laid out as qkv: [B, N, (q, k, v), heads, headDim].

var<workgroup> ownKeys : array<f32, keys * headDim>; // scaled
var<workgroup> ownValues : array<f32, keys * headDim>;
var<workgroup> mixing : array<f32, keys * queries>; // P, [key, query]
var<workgroup> slopes : array<f32, keys * queries>; // ∂score

fn at(token : i32, part : i32, head : i32) -> i32 {
  return ((token * 3 + part) * uniforms.heads + head) * headDim;
}

fn main() {
  let thread = i32(localIndex);
  let first = i32(workgroupId.x) * keys;
  let batch = i32(workgroupId.y) / uniforms.heads;
  let head = i32(workgroupId.y) % uniforms.heads;
  let tokens = uniforms.tokens;
  let base = batch * tokens;

  for (var i = thread; i < keys * headDim; i += threads) {
    let token = base + min(first + i / headDim, tokens - 1);
    ownKeys[i] = qkv[at(token, 1, head) + i % headDim] * uniforms.scale;
    ownValues[i] = qkv[at(token, 2, head) + i % headDim];
  }
  workgroupBarrier();
  for (var i = thread; i < tokens; i += threads) {
    let query = at(base + i, 0, head);
    let row = ((base + i) * uniforms.heads + head);
    let kept = row * (headDim + 2) + headDim;
    for (var j = 0; j < keys; j++) {
      var score = 0.0;
      var slope = 0.0;
      for (var d = 0; d < headDim; d++) {
        score += ownKeys[j * headDim + d] * qkv[query + d];
        slope += ownValues[j * headDim + d] * dy[row * headDim + d];
      }
      let p = exp(score - rows[kept]);
      mixing[j * queries + i] = p;
      slopes[j * queries + i] = p * (slope - rows[kept + 1]);
    }
  }
  workgroupBarrier();
  for (var i = thread; i < keys * headDim; i += threads) {
    let j = i / headDim;
    let d = i % headDim;
    let token = base + first + j;
    if (first + j < tokens) {
      var keySlope = 0.0;
      var valueSlope = 0.0;
      for (var q = 0; q < tokens; q++) {
        keySlope += slopes[j * queries + q] * qkv[at(base + q, 0, head) + d];
        valueSlope += mixing[j * queries + q] * dy[((base + q) * uniforms.heads + head) * headDim + d];
      }
      result[at(token, 0, head) + d] = rows[(token * uniforms.heads + head) * (headDim + 2) + d];
      result[at(token, 1, head) + d] = keySlope * uniforms.scale;
      result[at(token, 2, head) + d] = valueSlope;
    }
  }
}
