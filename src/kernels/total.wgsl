// A sum over a workgroup. `threads` is a power of two.

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
