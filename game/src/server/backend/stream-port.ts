/** What a stream tells whoever opened it; its end may be told more than once. */
export interface StreamListener {
	/** More of its text, cut anywhere. */
	readonly text: (chunk: string) => void;
	readonly ended: (reason: string) => void;
}

/** Streams of server-sent events, which the engine has in Studio alone. */
export interface StreamPort {
	/** Opens `path` (from the root of the API); returns its stop. Throws where there are no streams. */
	readonly open: (path: string, listener: StreamListener) => () => void;
	/** The value of a JSON text; undefined where it is none. */
	readonly decode: (text: string) => unknown;
}
