// A canvas that draws nothing and writes down, a line for each, what is drawn: text, areas, frames and pictures.

/** Pixels that a letter is wide, of its font's height. */
const LETTER = 0.5;

export class RecordingCanvas {
  readonly lines: string[] = [];
  readonly #context: RecordingContext;

  constructor(
    public width: number,
    public height: number,
  ) {
    RecordingCanvas.made.push(this);
    this.#context = new RecordingContext(this);
  }

  /** All of this test, in their order. */
  static made: RecordingCanvas[] = [];

  getContext(): RecordingContext {
    return this.#context;
  }

  convertToBlob({ type }: { type: string }): Promise<Blob> {
    return Promise.resolve(new Blob(this.lines, { type }));
  }
}

class RecordingContext {
  fillStyle = '';
  strokeStyle = '';
  font = '';
  textAlign = 'left';
  lineWidth = 1;
  imageSmoothingEnabled = true;

  constructor(readonly canvas: RecordingCanvas) {}

  fillText(text: string, x: number, y: number, most: number): void {
    const size = /\d+px/.exec(this.font)?.[0];
    this.#say(`text ‘${text}’ ${this.textAlign} ${x} ${y} within ${most}, ${size} ${this.fillStyle}`);
  }

  fillRect(...box: number[]): void {
    this.#say(`area ${box.join(' ')} ${this.fillStyle}`);
  }

  strokeRect(...box: number[]): void {
    this.#say(`frame ${box.join(' ')} ${this.strokeStyle} ${this.lineWidth}`);
  }

  measureText(text: string): { width: number } {
    return { width: text.length * LETTER * Number(/(\d+)px/.exec(this.font)?.[1]) };
  }

  createImageData(width: number, height: number): { data: Uint8ClampedArray } {
    return { data: new Uint8ClampedArray(4 * width * height) };
  }

  getImageData(_x: number, _y: number, width: number, height: number): { data: Uint8ClampedArray } {
    return this.createImageData(width, height);
  }

  putImageData({ data }: { data: Uint8ClampedArray }): void {
    this.#say(`pixels ${data.join(' ')}`);
  }

  drawImage({ lines }: RecordingCanvas, ...box: number[]): void {
    const smooth = this.imageSmoothingEnabled ? 'smooth' : 'sharp';
    this.#say(`picture ${box.join(' ')} ${smooth}, ${lines.at(-1)}`);
  }

  #say(line: string): void {
    this.canvas.lines.push(line);
  }
}
