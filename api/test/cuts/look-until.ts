const LOOK_MILLISECONDS = 10;

/** Looks again and again; resolves with whether it came true in time. */
export async function lookUntil(isTrue: () => boolean, milliseconds = Infinity): Promise<boolean> {
	const deadline = performance.now() + milliseconds;
	while (!isTrue() && performance.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
	}
	return isTrue();
}
