/** Calls everybody who does runs to one that was begun. Runs are found without, but later. */
export interface RunCalls {
	/** Does not reject. */
	readonly call: (runId: string) => Promise<void>;
	readonly close: () => Promise<void>;
}

/** `isCalled` looks for what is to be done, and resolves when it is. */
export type OpenRunCalls = (isCalled: () => Promise<void>) => RunCalls;

/** Nobody else could hear. */
export const callNobody: OpenRunCalls = () => ({
	call: () => Promise.resolve(),
	close: () => Promise.resolve(),
});
