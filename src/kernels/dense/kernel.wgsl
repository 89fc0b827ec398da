// x·W + b for few rows, then optionally SiLU. One workgroup of 64 threads owns 16 outputs of one row; 4 threads
// share an output, each summing every fourth input.

const outputs = 16;
const sharers = threads / outputs;

var<workgroup> partial : array<f32, threads>;

fn main() {
  let thread = i32(localIndex);
  let row = i32(workgroupId.y);
  let output = i32(workgroupId.x) * outputs + thread % outputs;
  var sum = 0.0;
  if (output < uniforms.outChannels) {
    for (var i = thread / outputs; i < uniforms.inChannels; i += sharers) {
      sum += x[row * uniforms.inChannels + i] * w[i * uniforms.outChannels + output];
    }
  }
  partial[thread] = sum;
  workgroupBarrier();
  if (thread < outputs && output < uniforms.outChannels) {
    var value = bias[output];
    for (var i = 0; i < sharers; i++) { value += partial[i * outputs + thread]; }
    if (activated) { value = value / (1.0 + exp(-value)); }
    result[row * uniforms.outChannels + output] = value;
  }
}
