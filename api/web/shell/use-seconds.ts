import { startTransition, useEffect, useState } from "react";

/** Unix seconds, renewed every second: for ages that are read. */
export function useSeconds(): number {
	const [seconds, setSeconds] = useState(() => Date.now() / 1000);
	useEffect(() => {
		// News that come meanwhile are drawn first: nobody waits for ages.
		const renew = (): void => startTransition(() => setSeconds(Date.now() / 1000));
		const timer = setInterval(renew, 1_000);
		return () => clearInterval(timer);
	}, []);
	return seconds;
}
