import type { EarshotConfig } from "../../src/shared/config/config";
import { LENGTH_STEPS } from "../../src/server/clusters/caps";
import type { Frame } from "../../src/server/entities/entity";
import type { Linked } from "./all-pairs";

type Caps = Pick<EarshotConfig, "maxClusterMembers" | "maxClusterDiameterStuds" | "unlinkStuds">;

/** A frame, who is linked in it, and the cluster of each entity in the tick before. */
export interface Situation {
	readonly frame: Frame;
	readonly linked: Linked;
	readonly lastClusterOf: ReadonlyMap<string, string>;
	readonly caps: Caps;
}

interface Link {
	readonly a: number;
	readonly b: number;
	readonly rank: number;
	readonly squared: number;
	readonly low: string;
	readonly high: string;
}

/** The rule of clusters and their caps as it reads, with nothing done to be fast. */
export function naivePartition(situation: Situation): string[][] {
	const { frame, linked } = situation;
	const components = new Map<number, number[]>();
	for (const i of $range(0, frame.ids.size() - 1)) {
		const component = linked.components[i]!;
		if (components.has(component)) components.get(component)!.push(i);
		else components.set(component, [i]);
	}
	const clusters: string[][] = [];
	for (const [, members] of components) {
		const pieces = withinCaps(situation, members) ? [members] : cutCrowd(situation, members);
		for (const piece of pieces) if (piece.size() > 1) clusters.push(piece.map((i) => frame.ids[i]!).sort());
	}
	return clusters.sort((a, b) => a[0]! < b[0]!);
}

export function squaredBetween({ xs, ys, zs }: Frame, a: number, b: number): number {
	return (xs[a]! - xs[b]!) ** 2 + (ys[a]! - ys[b]!) ** 2 + (zs[a]! - zs[b]!) ** 2;
}

export function withinCaps({ frame, caps }: Situation, members: readonly number[]): boolean {
	if (members.size() > caps.maxClusterMembers) return false;
	const maxSquared = caps.maxClusterDiameterStuds ** 2;
	return members.every((a) => members.every((b) => squaredBetween(frame, a, b) <= maxSquared));
}

function cutCrowd(situation: Situation, crowd: readonly number[]): number[][] {
	const links = linksOf(situation, crowd);
	const pieceOf = new Map<number, number[]>();
	for (const i of crowd) pieceOf.set(i, [i]);
	const join = (a: number, b: number): boolean => {
		const whole = [...pieceOf.get(a)!, ...pieceOf.get(b)!];
		if (pieceOf.get(a) === pieceOf.get(b) || !withinCaps(situation, whole)) return false;
		for (const i of whole) pieceOf.set(i, whole);
		return true;
	};
	for (const { a, b } of links) join(a, b);
	const byId = [...crowd].sort((a, b) => situation.frame.ids[a]! < situation.frame.ids[b]!);
	const isAlone = (i: number) => pieceOf.get(i)!.size() === 1;
	for (const loner of byId.filter(isAlone)) {
		const near = nearest(situation, links, loner);
		if (!isAlone(loner) || near.some((other) => join(loner, other))) continue;
		const partner = near.find((other) => {
			const others = pieceOf.get(other)!.filter((i) => i !== other);
			return others.size() > 1 && holdsTogether(links, others);
		});
		if (partner !== undefined) {
			const others = pieceOf.get(partner)!.filter((i) => i !== partner);
			for (const i of others) pieceOf.set(i, others);
			pieceOf.set(partner, [partner]);
			join(loner, partner);
		}
	}
	const pieces = new Set<number[]>();
	for (const [, piece] of pieceOf) pieces.add(piece);
	return [...pieces];
}

/** All links among the crowd in the order in which they are asked. */
function linksOf({ frame, linked, lastClusterOf, caps }: Situation, crowd: readonly number[]): Link[] {
	const inCrowd = new Set(crowd);
	const links: Link[] = [];
	for (const i of $range(0, linked.firsts.size() - 1)) {
		const [a, b] = [linked.firsts[i]!, linked.seconds[i]!];
		if (inCrowd.has(a)) {
			const [idA, idB] = [frame.ids[a]!, frame.ids[b]!];
			const squared = squaredBetween(frame, a, b);
			const length = math.floor(squared * (LENGTH_STEPS / (caps.unlinkStuds * caps.unlinkStuds)));
			const isOld = lastClusterOf.has(idA) && lastClusterOf.get(idA) === lastClusterOf.get(idB);
			const [low, high] = idA < idB ? [idA, idB] : [idB, idA];
			links.push({ a, b, rank: isOld ? length - 2 * LENGTH_STEPS : length, squared, low, high });
		}
	}
	return links.sort((x, y) => {
		if (x.rank !== y.rank) return x.rank < y.rank;
		return x.low === y.low ? x.high < y.high : x.low < y.low;
	});
}

/** With whom one is linked, nearest first, equals by id. */
function nearest({ frame }: Situation, links: readonly Link[], from: number): number[] {
	const mine = links.filter((link) => link.a === from || link.b === from);
	const other = (link: Link) => (link.a === from ? link.b : link.a);
	mine.sort((x, y) =>
		x.squared === y.squared ? frame.ids[other(x)]! < frame.ids[other(y)]! : x.squared < y.squared,
	);
	return mine.map(other);
}

/** Whether links among these alone connect them all. */
export function holdsTogether(
	links: readonly { readonly a: number; readonly b: number }[],
	members: readonly number[],
): boolean {
	const unreached = new Set(members);
	const frontier = [members[0]!];
	unreached.delete(members[0]!);
	while (!frontier.isEmpty()) {
		const from = frontier.pop()!;
		for (const { a, b } of links) {
			const to = a === from ? b : a;
			if ((a === from || b === from) && unreached.delete(to)) frontier.push(to);
		}
	}
	return unreached.isEmpty();
}
