/** Who sends, on the wire. */
export interface ServerIdentity {
	/** One Roblox server, for as long as it runs. */
	readonly serverId: string;
	/** One start of the place's code in it. */
	readonly epoch: string;
}

/** In Studio `game.JobId` is empty, and a fresh GUID stands in for it. */
export function serverIdentity(jobId: string, newGuid: () => string): ServerIdentity {
	return { serverId: jobId === "" ? newGuid() : jobId, epoch: newGuid() };
}
