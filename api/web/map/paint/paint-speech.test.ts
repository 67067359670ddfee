import { describe, expect, it } from "vitest";
import { paintSpeech } from "./paint-speech.js";
import type { Sprites, SpriteWish } from "./sprites.js";
import { pictureOf } from "./test-picture.js";

const image = Object.create(null) as ImageBitmap;

function spoken(places: readonly (readonly [number, number])[], words: readonly string[], now = 1_500) {
	const picture = pictureOf({ places });
	const wishes: SpriteWish[] = [];
	const sprites: Sprites = {
		get: (wish) => {
			wishes.push(wish);
			return { image, width: wish.width, height: wish.height };
		},
	};
	words.forEach((text, index) => picture.scene.speak({ id: `m${index}`, text, at: 1_000 + index }));
	picture.scene.step(now);
	// The recording context measures nothing; a character is as wide as it is told here.
	const { context } = picture.frame;
	Object.assign(context, { measureText: (text: string) => ({ width: text.length * 6 }) });
	paintSpeech(picture.frame, sprites);
	return {
		wishes,
		drawn: picture.calls
			.filter(([name]) => name === "drawImage")
			.map(([, , x, y]) => [x, y] as [number, number]),
		alphas: picture.calls.filter(([name]) => name === "globalAlpha =").map(([, alpha]) => alpha),
	};
}

describe("paintSpeech", () => {
	it("[PG26] draws words above who speaks them", () => {
		const { drawn, wishes, alphas } = spoken([[0, 0]], ["Hello there"]);
		const [[x, y]] = drawn as [[number, number]];
		const [{ width, height }] = wishes as [SpriteWish];
		expect(x + width / 2).toBe(400);
		expect(y + height).toBeLessThan(300);
		expect(alphas).toEqual([1]);
	});

	it("[PG26] lays none over another: the newer is seen", () => {
		const { drawn } = spoken(
			[
				[0, 0],
				[1, 0],
			],
			["An older line", "A newer line"],
		);
		expect(drawn).toHaveLength(1);
		expect(drawn[0]![0]).toBeGreaterThan(340);
	});

	it("[PG26] draws nothing for who is out of the picture, or when the words are over", () => {
		expect(spoken([[5_000, 0]], ["Far away"]).drawn).toEqual([]);
		expect(spoken([[0, 0]], ["Long ago"], 60_000).drawn).toEqual([]);
	});

	it("[PG26] draws no more at once than can be read", () => {
		const places = Array.from({ length: 40 }, (_, index): [number, number] => [
			(index % 8) * 48 - 190,
			Math.floor(index / 8) * 28 - 70,
		]);
		expect(
			spoken(
				places,
				places.map(() => "Hi"),
			).drawn,
		).toHaveLength(14);
	});
});
