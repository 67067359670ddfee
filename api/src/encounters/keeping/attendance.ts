/** By room, by user id: connections, one or more. */
export type Here = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Who is connected to this process. */
export interface Attendance {
	/** A connection is there until the stop is called. */
	readonly attend: (roomId: string, userId: string) => () => void;
	/** By room, by user id: connections. Of those without any there is none. */
	readonly here: Here;
}

/** `onChange` is called after somebody's first connection to a room, and after the end of the last. */
export function createAttendance(onChange: () => void): Attendance {
	const rooms = new Map<string, Map<string, number>>();

	const change = (roomId: string, userId: string, by: 1 | -1): void => {
		const users = rooms.get(roomId) ?? new Map<string, number>();
		const before = users.get(userId) ?? 0;
		const count = before + by;
		if (count > 0) users.set(userId, count);
		else users.delete(userId);
		if (users.size > 0) rooms.set(roomId, users);
		else rooms.delete(roomId);
		if (count === 0 || before === 0) onChange();
	};

	return {
		attend: (roomId, userId) => {
			let isThere = true;
			change(roomId, userId, 1);
			return () => {
				if (isThere) change(roomId, userId, -1);
				isThere = false;
			};
		},
		here: rooms,
	};
}
