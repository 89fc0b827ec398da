// Addresses that people have in their mails and on their slides. They open alike whatever the code becomes.

/** "..._12y3_40s7.5" packed as long histories are. */
const PACKED = '.M6g0LzaJt6g0jjc0KjbXM403NC42AQA';

export const addresses = [
  '',
  '#/denoise',
  '#/denoise?pack=digits&target=7&scale=4&sampler=ddpm&steps=100&seed=42&lanes=pair',
  '#/denoise?pack=digits&target=3&scale=12&sampler=ddim&steps=20&seed=7&lanes=pair',
  '#/denoise?pack=fashion&target=5&sampler=ddpm&seed=1&lanes=seeds9&steps=20&twins=1',
  '#/denoise?target=5&scale=2.5&steps=20&lanes=seeds16',
  '#/denoise?target=5&steps=20&lanes=scales&large=2',
  '#/denoise?target=7&scale=4&steps=20&seed=42&t=449',
  '#/denoise?target=7&scale=4&steps=20&seed=42&t=649&to=449',
  '#/denoise?target=7&scale=4&steps=20&seed=42&t=649&to=end',
  '#/denoise?target=3&scale=7.5&steps=20&seed=42&turns=0y7s4_8y3_12s7.5',
  '#/denoise?target=3&scale=4&steps=20&seed=5&sampler=ddim&turns=0y1z42ddpm_6y3z5_12ddim&t=249',
  `#/denoise?target=3&scale=4&steps=20&seed=42&turns=${PACKED}`,
  '#/denoise?pack=digits&target=7&scale=12&steps=20&level=500&noise=7&drawn=A.lg._.8.A.4.&from=noise',
  '#/denoise?target=7&steps=20&without=turns.model.picture',
  '#/denoise?pack=nothing&target=x&scale=99&sampler=euler&steps=2&seed=-1&lanes=many&large=z&t=now&turns=q',
  '#/denoise?scale=abc&steps=7&target=4',
  '#/noise?pack=digits&target=7&scale=12&sampler=ddpm&steps=100&seed=42&lanes=pair&image=12&level=650&schedule=cosine&noise=9',
  '#/noise?pack=fashion&drawn=A.lg._.8.A.4.&level=200&noise=3',
  '#/noise?level=5000000&schedule=square&drawn=!',
  '#/plane?distribution=moons&target=1&scale=2&sampler=ddpm&steps=20&seed=42&denoiser=exact&guide=exact',
  '#/plane?distribution=spirals&target=2&scale=0.5&sampler=ddim&steps=10&seed=3&denoiser=exact&guide=exact&lanes=point-scales&show=data.particles&colour=end',
  '#/plane?distribution=drawn&steps=10&denoiser=exact&guide=exact&points=VVAAS5TZNyvyKu6AMhVBRg0aVG0gUBVBPO5yLIv4LhTZQA_y&twins=1&marked=2',
  '#/plane?distribution=nowhere&target=77&scale=-1&steps=1&seed=x&denoiser=exact&guide=exact&show=nothing&width=5',
  '#/nowhere?target=2&steps=20',
] as const;
