import { z } from "zod";
import { worldId } from "../snapshots/snapshot-schema.js";
import { id } from "./message-schema.js";

export const serverParams = z.object({ serverId: id });
export const responseParams = z.object({ id });
export const responseQuery = z.object({ serverId: id });
export const npcParams = z.object({ npcId: id });
export const groupParams = z.object({ clusterId: id });
export const inWorldQuery = z.object({ world: worldId.optional() });
