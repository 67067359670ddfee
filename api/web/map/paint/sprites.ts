/** Pictures that are drawn once and then copied, since copying thousands is far cheaper than drawing them. */
export interface Sprites {
	readonly get: (wish: SpriteWish) => Sprite;
}

export interface SpriteWish {
	/** Names the picture: the same key must mean the same picture. */
	readonly key: string;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	readonly draw: (context: OffscreenCanvasRenderingContext2D) => void;
}

export interface Sprite {
	readonly image: ImageBitmap;
	readonly width: number;
	readonly height: number;
}

/** More than one picture's worth of labels and sizes; beyond it the oldest go. */
const MOST = 1_500;

export function createSprites(pixelRatio: number): Sprites {
	const made = new Map<string, Sprite>();
	return {
		get({ key, width, height, draw }) {
			const known = made.get(key);
			if (known) return known;
			const canvas = new OffscreenCanvas(Math.ceil(width * pixelRatio), Math.ceil(height * pixelRatio));
			const context = canvas.getContext("2d");
			if (context) {
				context.scale(pixelRatio, pixelRatio);
				draw(context);
			}
			// A bitmap cannot change any more, so that copying it is all there is to do for the browser.
			const image = canvas.transferToImageBitmap();
			const sprite = { image, width: image.width / pixelRatio, height: image.height / pixelRatio };
			if (made.size >= MOST) made.delete(made.keys().next().value ?? "");
			made.set(key, sprite);
			return sprite;
		},
	};
}
