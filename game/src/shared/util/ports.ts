/** The two readings of time that the game uses. */
export interface Clock {
	/** Seconds since some moment; only differences mean anything. */
	readonly seconds: () => number;
	/** Unix seconds, for the wire. */
	readonly unix: () => number;
}

/** Randomness, seeded where a run must repeat. */
export interface RandomSource {
	/** In [0, 1). */
	readonly unit: () => number;
}

export type LogLevel = "info" | "warn" | "error";

/** Where the game says what people who run it need to know. */
export interface Logger {
	readonly write: (level: LogLevel, message: string) => void;
}
