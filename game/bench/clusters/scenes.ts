import { Bounds } from "../../src/server/clusters/bounds";
import { createClusterService } from "../../src/server/clusters/cluster-service";
import { Bytes, Stride } from "../../src/server/clusters/buffers";
import { Grid } from "../../src/server/clusters/grid";
import { Links } from "../../src/server/clusters/links";
import { Pieces } from "../../src/server/clusters/pieces";
import { Roster } from "../../src/server/clusters/roster";
import type { Scene } from "../../src/server/clusters/scene";
import { neverPause } from "../../src/server/clusters/slicing";
import type { Frame } from "../../src/server/entities/entity";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";

/** Where an entity stands; what is left out is 0. */
export type Spot = readonly [x: number, y?: number, z?: number];

export function frameOf(spots: Record<string, Spot>): Frame {
	const ids: string[] = [];
	for (const [id] of pairs(spots)) ids.push(id);
	ids.sort();
	const axis = (index: 0 | 1 | 2) => ids.map((id) => spots[id]![index] ?? 0);
	return { at: 1, ids, xs: axis(0), ys: axis(1), zs: axis(2) };
}

export function emptyScene(config = DEFAULT_CONFIG): Scene {
	const pieces = new Pieces();
	return {
		roster: new Roster(),
		grid: new Grid(),
		links: new Links(config),
		pieces,
		bounds: new Bounds(config, pieces),
	};
}

/** The steps of a tick up to the components of its links. */
export function linkFrame(scene: Scene, frame: Frame, pause = neverPause): void {
	const { roster, grid, links, pieces } = scene;
	roster.intake(frame, pause);
	grid.arrange(roster, links.range.unlinkStuds, pause);
	links.find(grid, roster, pause);
	pieces.reset(grid.count, pause);
	pieces.joinAll(links, pause);
}

export function idAt(scene: Scene, place: number): string {
	return scene.roster.ids[buffer.readi32(scene.grid.slots, place * Bytes.I32)]!;
}

export function placeOf(scene: Scene, id: string): number {
	for (const place of $range(0, scene.grid.count - 1)) if (idAt(scene, place) === id) return place;
	error(`${id} has no place`);
}

/** The links found, as "a-b", sorted. */
export function linkNames(scene: Scene): string[] {
	const names: string[] = [];
	for (const i of $range(0, scene.links.count - 1)) {
		const a = idAt(scene, buffer.readi32(scene.links.pairs, i * Stride.Link));
		const b = idAt(scene, buffer.readi32(scene.links.pairs, i * Stride.Link + Bytes.I32));
		names.push(a < b ? `${a}-${b}` : `${b}-${a}`);
	}
	return names.sort();
}

/** Everybody by piece, each piece sorted, pieces by their first. */
export function pieceNames(scene: Scene): string[][] {
	const byRoot = new Map<number, string[]>();
	for (const place of $range(0, scene.grid.count - 1)) {
		const root = scene.pieces.root(place);
		if (!byRoot.has(root)) byRoot.set(root, []);
		byRoot.get(root)!.push(idAt(scene, place));
	}
	const pieces: string[][] = [];
	for (const [, names] of byRoot) pieces.push(names.sort());
	return pieces.sort((a, b) => a[0]! < b[0]!);
}

/** A service with small caps, and who is together after each of some frames. */
export function following(maxClusterMembers: number, frames: readonly Record<string, Spot>[]): string[][][] {
	let ids = 0;
	const config = { ...DEFAULT_CONFIG, maxClusterMembers };
	const service = createClusterService({
		config,
		newId: () => `c${(ids += 1)}`,
		clock: { seconds: () => 0 },
	});
	return frames.map((spots) => {
		const groups: string[][] = [];
		for (const [, { members }] of service.update(frameOf(spots)).clusters) groups.push([...members]);
		return groups.sort((a, b) => a[0]! < b[0]!);
	});
}
