/** Waits until `look` is true; fails with what is the case instead. */
export async function until(
	look: () => boolean | Promise<boolean>,
	what: string,
	seconds = 20,
): Promise<void> {
	const deadline = Date.now() + seconds * 1000;
	while (!(await look())) {
		if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
