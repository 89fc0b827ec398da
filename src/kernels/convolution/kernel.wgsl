// A convolution as a matrix product that is gathered on the fly. Its rows are output pixels, its columns output
// channels, and it sums over k = (tap, input channel). One workgroup of 64 threads owns 8·rowsPerThread pixels
// and 32 channels; each thread owns rowsPerThread pixels, 8 apart, and 4 channels side by side.
//
// `transposed` turns it into the input gradient: pixels are those of x, and tap (ky, kx) of pixel (y, x) is
// fetched from (y + padding - ky) / stride where that is whole.

const tileRows = 8 * rowsPerThread;
const tileColumns = 32;
const depth = 32; // of k, in one step
const pitch = 33; // of a row in workgroup memory: rows start in different banks

var<workgroup> gathered : array<f32, tileRows * pitch>; // [row, k]
var<workgroup> weights : array<vec4<f32>, depth * 8>; // [k, column / 4]
var<workgroup> pixelOf : array<vec3<i32>, tileRows>; // batch, y, x; batch -1 is none

// An input pixel's number, or -1 outside the picture.
fn source(position : vec3<i32>, tap : i32) -> i32 {
  let offset = vec2<i32>(tap / uniforms.size, tap % uniforms.size);
  var place = vec2<i32>(0);
  if (transposed) {
    let scaled = position.yz + uniforms.padding - offset;
    place = scaled / uniforms.stride;
    if (any(scaled < vec2<i32>(0)) || any(place * uniforms.stride != scaled)) { return -1; }
  } else {
    place = position.yz * uniforms.stride + offset - uniforms.padding;
    if (any(place < vec2<i32>(0))) { return -1; }
    if (upsampled) { place = place / 2; }
  }
  if (place.x >= uniforms.inHeight || place.y >= uniforms.inWidth) { return -1; }
  return (position.x * uniforms.inHeight + place.x) * uniforms.inWidth + place.y;
}

fn gather(pixel : i32, channel : i32) -> f32 {
  return x[pixel * uniforms.inChannels + channel];
}

// The shortcut's input: the channels of `residual`, then those of `second`.
fn gatherShortcut(pixel : i32, channel : i32) -> f32 {
  if (channel < uniforms.residualChannels) { return residual[pixel * uniforms.residualChannels + channel]; }
  let channels = uniforms.shortcutChannels - uniforms.residualChannels;
  return second[pixel * channels + channel - uniforms.residualChannels];
}

// `w` and `shortcutW` hold singles, or packed halves in words: an array<f32> or an array<i32>.
fn kernelAt(i : i32) -> f32 {
  if (halves) {
    let pair = unpack2x16float(bitcast<u32>(w[i / 2]));
    return select(pair.x, pair.y, i % 2 == 1);
  }
  return bitcast<f32>(w[i]);
}

fn shortcutKernelAt(i : i32) -> f32 {
  if (shortcutHalves) {
    let pair = unpack2x16float(bitcast<u32>(shortcutW[i / 2]));
    return select(pair.x, pair.y, i % 2 == 1);
  }
  return bitcast<f32>(shortcutW[i]);
}

fn weight(k : i32, column : i32, channels : i32) -> f32 {
  if (column >= uniforms.outChannels) { return 0.0; }
  if (transposed) {
    let tap = k / channels;
    return kernelAt((tap * uniforms.outChannels + column) * channels + k - tap * channels);
  }
  return kernelAt(k * uniforms.outChannels + column);
}

fn shortcutWeight(k : i32, column : i32) -> f32 {
  if (column >= uniforms.outChannels) { return 0.0; }
  return shortcutKernelAt(k * uniforms.outChannels + column);
}

fn main() {
  let thread = i32(localIndex);
  let firstRow = i32(workgroupId.x) * tileRows;
  let firstColumn = i32(workgroupId.y) * tileColumns;
  let area = uniforms.outHeight * uniforms.outWidth;
  if (thread < tileRows) {
    let m = firstRow + thread;
    let batch = m / area;
    let pixel = m - batch * area;
    let y = pixel / uniforms.outWidth;
    pixelOf[thread] = vec3<i32>(select(-1, batch, m < uniforms.rows), y, pixel - y * uniforms.outWidth);
  }
  var sums : array<vec4<f32>, rowsPerThread>;
  for (var r = 0; r < rowsPerThread; r++) { sums[r] = vec4<f32>(0.0); }
  let threadColumn = thread % 8;
  let threadRow = thread / 8;
  let ownK = thread % depth;

  let convolved = uniforms.size * uniforms.size * uniforms.inChannels;
  var steps = (convolved + depth - 1) / depth;
  let firstShortcutStep = steps;
  if (projected) { steps += (uniforms.shortcutChannels + depth - 1) / depth; }
  for (var step = 0; step < steps; step++) {
    let isShortcut = projected && step >= firstShortcutStep;
    let firstK = select(step, step - firstShortcutStep, isShortcut) * depth;
    let limit = select(convolved, uniforms.shortcutChannels, isShortcut);
    workgroupBarrier();
    let k = firstK + ownK;
    let tap = k / uniforms.inChannels;
    for (var row = thread / depth; row < tileRows; row += threads / depth) {
      let position = pixelOf[row];
      var value = 0.0;
      if (k < limit && position.x >= 0) {
        if (isShortcut) {
          value = gatherShortcut(firstRow + row, k);
        } else {
          let pixel = source(position, tap);
          if (pixel >= 0) { value = gather(pixel, k - tap * uniforms.inChannels); }
        }
      }
      gathered[row * pitch + ownK] = value;
    }
    for (var i = thread; i < depth * 8; i += threads) {
      // neighbours in memory go to neighbouring threads
      let row = select(i / 8, i % depth, transposed);
      let column = select(i % 8, i / depth, transposed);
      var value = vec4<f32>(0.0);
      let weightK = firstK + row;
      if (weightK < limit) {
        let n = firstColumn + 4 * column;
        if (isShortcut) {
          value = vec4<f32>(shortcutWeight(weightK, n), shortcutWeight(weightK, n + 1),
                            shortcutWeight(weightK, n + 2), shortcutWeight(weightK, n + 3));
        } else {
          value = vec4<f32>(weight(weightK, n, uniforms.inChannels), weight(weightK, n + 1, uniforms.inChannels),
                            weight(weightK, n + 2, uniforms.inChannels), weight(weightK, n + 3, uniforms.inChannels));
        }
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
        var value = sums[r][j];
        if (biased) { value += bias[n]; }
        if (timed) { value += time[(m / area) * uniforms.timeWidth + uniforms.timeOffset + n]; }
        if (added) { value += residual[m * uniforms.outChannels + n]; }
        result[m * uniforms.outChannels + n] = value * uniforms.scale;
      }
    }
  }
}
