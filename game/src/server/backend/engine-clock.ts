import type { Clock } from "../../shared/util/ports";

const MILLISECONDS = 1000;

/** The engine's time: `os.clock` never jumps, and the wall clock keeps its milliseconds. */
export const engineClock: Clock = {
	seconds: () => os.clock(),
	unix: () => DateTime.now().UnixTimestampMillis / MILLISECONDS,
};
