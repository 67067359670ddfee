/** Sets a key as the newest of a map, and takes the oldest away beyond `capacity`. */
export function keepNewest<V>(
	map: Map<string, V>,
	[key, value]: readonly [string, V],
	capacity: number,
): void {
	map.delete(key);
	map.set(key, value);
	if (map.size > capacity) map.delete(map.keys().next().value!);
}
