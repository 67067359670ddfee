import { useEffect, useState } from "react";

/** Unix seconds, renewed every second: for ages that are read. */
export function useSeconds(): number {
	const [seconds, setSeconds] = useState(() => Date.now() / 1000);
	useEffect(() => {
		const timer = setInterval(() => setSeconds(Date.now() / 1000), 1_000);
		return () => clearInterval(timer);
	}, []);
	return seconds;
}
