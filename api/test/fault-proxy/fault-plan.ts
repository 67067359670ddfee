/**
 * What befalls one connection once so many bytes have gone toward the client.
 * `close`: those bytes arrive, then an orderly end (FIN); the server's side is torn down.
 * `reset`: both sides get an RST. It discards what is on its way, so at most those bytes arrive.
 * `half_open`: nothing is forwarded any more, either way, and nobody is told.
 * `stall`: nothing is taken from the server for a while, as by a reader that does not keep up; then all goes on.
 */
export type Fault =
	| { readonly kind: "close" | "reset" | "half_open"; readonly afterBytes: number }
	| { readonly kind: "stall"; readonly afterBytes: number; readonly milliseconds: number };

export type FaultKind = Fault["kind"];

/** The life of one connection through the proxy. */
export interface ConnectionPlan {
	/** Port of the server that this connection is led to. */
	readonly target: number;
	/** Each piece toward the client is held for so long. */
	readonly delayMilliseconds?: number;
	/** Toward the client no more than so many go through. */
	readonly bytesPerSecond?: number;
	/** One after the other, each counted in bytes from the one before. Nothing follows but after a stall. */
	readonly faults?: readonly Fault[];
}

export interface FaultChoice {
	readonly random: () => number;
	/** One that is named twice is twice as likely. */
	readonly kinds: readonly FaultKind[];
	/** Longest stall. */
	readonly stallMilliseconds: number;
	/** Bytes within which a fault falls, each as likely as the others; usually `SPANS`. */
	readonly spans?: readonly number[];
}

/** Bytes within which a fault falls: within the head, within the first events, or further on. */
export const SPANS = [60, 600, 4000] as const;

/** Faults of any of the kinds at any bytes, up to one that ends it; the same for the same numbers of `random`. */
export function chooseFaults(choice: FaultChoice): readonly Fault[] {
	const { random, kinds, stallMilliseconds, spans = SPANS } = choice;
	const kind = kinds[Math.floor(random() * kinds.length)];
	if (kind === undefined) throw new Error("no kind of fault to choose from");
	const afterBytes = 1 + Math.floor(random() * spans[Math.floor(random() * spans.length)]!);
	if (kind !== "stall") return [{ kind, afterBytes }];
	const stall: Fault = { kind, afterBytes, milliseconds: 1 + Math.floor(random() * stallMilliseconds) };
	return [stall, ...chooseFaults(choice)];
}
