import { useMemo } from "react";
import type { WorldSource } from "./pace.js";
import { createStateSync, type StateSync, type StateSyncOptions } from "./state-sync.js";
import type { SyncStatus } from "./status.js";
import { useRunning } from "./use-running.js";
import { useSelected } from "./use-selected.js";
import type { SyncedWorld } from "./world-copy.js";

export { paceWorld, type WorldSource } from "./pace.js";

/** All that a component can show of a world. */
export interface WorldView {
	readonly world: SyncedWorld;
	readonly status: SyncStatus;
	/** Why the status is what it is, for people to read. */
	readonly reason: string | undefined;
}

/**
 * Follows a world for as long as the component is there. `baseUrl`, `world` and `cast` begin another reader when they
 * change; of the other options, hooks and `token` are always the latest ones, and the rest counts when it begins.
 */
export function useWorldSync(options: StateSyncOptions): StateSync {
	return useRunning(createStateSync, options, [options.baseUrl, options.world, options.cast]);
}

/**
 * What `select` makes of a world, renewed when it is another one by `isSame`; ticks that change nothing of it render
 * nothing. Components that are rendered together see the same tick. For lists, hand in a `paceWorld`.
 */
export function useWorld<T>(
	source: WorldSource,
	select: (view: WorldView) => T,
	isSame: (a: T, b: T) => boolean = Object.is,
): T {
	const view = useMemo(() => viewsOf(source), [source]);
	return useSelected({ subscribe: source.subscribe, view }, select, isSame);
}

/** A look at a source that is the same one while what it shows is the same. */
function viewsOf(source: WorldSource): () => WorldView {
	let seen: WorldView | undefined;
	return () => {
		const view = { world: source.state(), status: source.status(), reason: source.reason() };
		if (!seen || !isSameView(seen, view)) seen = view;
		return seen;
	};
}

function isSameView(a: WorldView, b: WorldView): boolean {
	return a.world === b.world && a.status === b.status && a.reason === b.reason;
}
