import { HttpService } from "@rbxts/services";
import { serverIdentity } from "./server-identity";
import type { ServerIdentity } from "./server-identity";

/** The identity of this start of this server: another call makes another epoch. */
export function engineIdentity(): ServerIdentity {
	return serverIdentity(game.JobId, () => HttpService.GenerateGUID(false));
}
