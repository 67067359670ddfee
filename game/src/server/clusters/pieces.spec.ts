import { emptyScene, frameOf, linkFrame, pieceNames } from "../../../bench/clusters/scenes";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Bytes } from "./buffers";
import { Pieces } from "./pieces";
import { neverPause } from "./slicing";
import { findRoot } from "./union-find";

function piecesOf(count: number): Pieces {
	const pieces = new Pieces();
	pieces.reset(count, neverPause);
	return pieces;
}

function membersOf(pieces: Pieces, from: number): number[] {
	const members = [from];
	for (let at = pieces.after(from); at !== from; at = pieces.after(at)) members.push(at);
	return members.sort();
}

export = (t: Suite) => {
	t.it("finds a root along any chain and shortens the way", () => {
		const parents = buffer.create(5 * Bytes.I32);
		for (const i of $range(1, 4)) buffer.writei32(parents, i * Bytes.I32, i - 1);
		expect(findRoot(parents, 4)).toBe(0);
		expect(buffer.readi32(parents, 4 * Bytes.I32)).toBe(2);
		expect([0, 1, 2, 3, 4].map((i) => findRoot(parents, i))).toEqual([0, 0, 0, 0, 0]);
	});

	t.it("joins, once", () => {
		const pieces = piecesOf(4);
		pieces.join(0, 2);
		pieces.join(2, 0);
		expect(membersOf(pieces, 2)).toEqual([0, 2]);
		expect([0, 1, 2, 3].map((place) => pieces.size(place))).toEqual([2, 1, 2, 1]);
		expect(pieces.root(pieces.root(2))).toBe(pieces.root(2));
		expect(pieces.root(1)).toBe(1);
	});

	t.it("scatters one piece, and no other, into single places", () => {
		const pieces = piecesOf(5);
		for (const [a, b] of [
			[0, 1],
			[1, 2],
			[3, 4],
		] as const)
			pieces.join(a, b);
		pieces.scatter(pieces.root(0));
		expect([0, 1, 2, 3].map((place) => membersOf(pieces, place))).toEqual([[0], [1], [2], [3, 4]]);
		expect([0, 1, 2, 3].map((place) => pieces.size(place))).toEqual([1, 1, 1, 2]);
		for (const place of $range(0, 2)) expect(pieces.root(place)).toBe(place);
	});

	t.it("takes any one out of a piece and leaves the others one", () => {
		for (const taken of $range(0, 3)) {
			const pieces = piecesOf(5);
			for (const place of $range(1, 3)) pieces.join(place - 1, place);
			const root = pieces.takeOut(taken);
			const others = [0, 1, 2, 3].filter((place) => place !== taken);
			expect(membersOf(pieces, root)).toEqual(others);
			expect(membersOf(pieces, taken)).toEqual([taken]);
			for (const other of others) expect(pieces.root(other)).toBe(root);
			expect([root, taken, 4].map((place) => pieces.size(place))).toEqual([3, 1, 1]);
			pieces.join(taken, 4);
			expect(membersOf(pieces, 4)).toEqual([taken, 4].sort());
		}
	});

	t.it("makes the components of the links", () => {
		const scene = emptyScene();
		linkFrame(scene, frameOf({ a: [0], b: [9], c: [18], d: [40], e: [45], f: [90] }));
		expect(pieceNames(scene)).toEqual([["a", "b", "c"], ["d", "e"], ["f"]]);
	});

	t.property("agrees with sets that are united", 200, (random) => {
		const count = random.integer(1, 30);
		const pieces = piecesOf(count);
		const setOf: number[][] = [];
		for (const place of $range(0, count - 1)) setOf.push([place]);
		for (const _ of $range(1, random.integer(0, 40))) {
			const [a, b] = [random.integer(0, count - 1), random.integer(0, count - 1)];
			pieces.join(a, b);
			if (setOf[a] !== setOf[b]) {
				const union = [...setOf[a]!, ...setOf[b]!];
				for (const place of union) setOf[place] = union;
			}
		}
		for (const place of $range(0, count - 1)) {
			expect(membersOf(pieces, place)).toEqual([...setOf[place]!].sort());
			expect(pieces.size(place)).toBe(setOf[place]!.size());
		}
	});
};
