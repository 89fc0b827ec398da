// A linear layer on many rows as a tiled matrix product: activation(x)·W + b, and what is added; or (`backward`) its
// input gradient, (x·Wᵀ) ⊙ activation'(z), where x is ∂/∂result and `added` holds z, what had entered. One workgroup of
// 64 threads owns 8·rowsPerThread rows and 32 columns; each thread owns rowsPerThread rows, 8 apart, and 4 columns
// side by side.

const tileRows = 8 * rowsPerThread;
const depth = 32; // of the sum, in one step
const pitch = 33; // of a row in workgroup memory: rows start in different banks

var<workgroup> gathered : array<f32, tileRows * pitch>; // [row, k]
var<workgroup> weights : array<vec4<f32>, depth * 8>; // [k, column / 4]

// `tanh` and `gelu` by the logistic function, which cannot overflow into NaN: tanh u = 2·σ(2u) - 1, and GELU with the
// tanh of u(z) = √(2/π)·(z + 0.044715·z³) is z·σ(2u).
fn logistic(z : f32) -> f32 {
  return 1.0 / (1.0 + exp(-z));
}

fn doubleU(z : f32) -> f32 {
  return z * (geluSlope + geluCurve * z * z);
}

fn activation(z : f32) -> f32 {
  if (isTanh) { return 2.0 * logistic(2.0 * z) - 1.0; }
  if (isGelu) { return z * logistic(doubleU(z)); }
  return z;
}

fn activationSlope(z : f32) -> f32 {
  if (isTanh) {
    let gate = logistic(2.0 * z);
    return 4.0 * gate * (1.0 - gate);
  }
  if (isGelu) {
    let gate = logistic(doubleU(z));
    return gate + z * gate * (1.0 - gate) * (geluSlope + 3.0 * geluCurve * z * z);
  }
  return 1.0;
}

// `w` holds singles, or packed halves in words: an array<f32> or an array<i32>.
fn kernelAt(i : i32) -> f32 {
  if (halves) {
    let pair = unpack2x16float(bitcast<u32>(w[i / 2]));
    return select(pair.x, pair.y, i % 2 == 1);
  }
  return bitcast<f32>(w[i]);
}

fn weight(k : i32, column : i32) -> f32 {
  if (column >= uniforms.outChannels) { return 0.0; }
  if (backward) { return kernelAt(column * uniforms.inChannels + k); }
  return kernelAt(k * uniforms.outChannels + column);
}

fn main() {
  let thread = i32(localIndex);
  let firstRow = i32(workgroupId.x) * tileRows;
  let firstColumn = i32(workgroupId.y) * 32;
  var sums : array<vec4<f32>, rowsPerThread>;
  for (var r = 0; r < rowsPerThread; r++) { sums[r] = vec4<f32>(0.0); }
  let threadColumn = thread % 8;
  let threadRow = thread / 8;
  let ownK = thread % depth;

  for (var firstK = 0; firstK < uniforms.inChannels; firstK += depth) {
    workgroupBarrier();
    let k = firstK + ownK;
    for (var row = thread / depth; row < tileRows; row += threads / depth) {
      var value = 0.0;
      if (k < uniforms.inChannels && firstRow + row < uniforms.rows) {
        value = x[(firstRow + row) * uniforms.inChannels + k];
        if (!backward) { value = activation(value); }
      }
      gathered[row * pitch + ownK] = value;
    }
    for (var i = thread; i < depth * 8; i += threads) {
      // neighbours in memory go to neighbouring threads
      let row = select(i / 8, i % depth, backward);
      let column = select(i % 8, i / depth, backward);
      var value = vec4<f32>(0.0);
      if (firstK + row < uniforms.inChannels) {
        let n = firstColumn + 4 * column;
        value = vec4<f32>(weight(firstK + row, n), weight(firstK + row, n + 1),
                          weight(firstK + row, n + 2), weight(firstK + row, n + 3));
      }
      weights[row * 8 + column] = value;
    }
    workgroupBarrier();
    for (var inner = 0; inner < depth; inner++) {
      let wide = weights[inner * 8 + threadColumn];
      for (var r = 0; r < rowsPerThread; r++) {
        sums[r] += gathered[(threadRow + 8 * r) * pitch + inner] * wide;
      }
    }
  }

  for (var r = 0; r < rowsPerThread; r++) {
    let m = firstRow + threadRow + 8 * r;
    for (var j = 0; j < 4; j++) {
      let n = firstColumn + 4 * threadColumn + j;
      if (m < uniforms.rows && n < uniforms.outChannels) {
        let at = m * uniforms.outChannels + n;
        var value = sums[r][j];
        if (backward) {
          value *= activationSlope(added[at]);
        } else {
          value += bias[n];
          if (hasAdded) { value += added[at]; }
        }
        result[at] = value;
      }
    }
  }
}
