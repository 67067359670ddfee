import { createHash } from "node:crypto";
import type { GameState } from "./state.js";

/** The same text for values that are equal, whatever the order of their keys; fields without a value do not count. */
export function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) =>
		inner !== null && typeof inner === "object" && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
			: inner,
	);
}

/** Tells states apart (SHA-256, hex), for checks that all who hold a room hold the same. */
export function hashState(state: GameState): string {
	return createHash("sha256").update(canonical(state)).digest("hex");
}
