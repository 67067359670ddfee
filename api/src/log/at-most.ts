/** Waits for `done`, but not for ever. */
export async function atMost(milliseconds: number, done: Promise<unknown>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const over = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)));
	try {
		await Promise.race([done, over]);
	} finally {
		clearTimeout(timer);
	}
}
