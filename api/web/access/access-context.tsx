import { createContext, use } from "react";
import type { Access } from "./access.js";

const AccessContext = createContext<Access | undefined>(undefined);

export const AccessProvider = AccessContext.Provider;

/** The access that the page was started with. */
export function useAccess(): Access {
	const access = use(AccessContext);
	if (!access) throw new Error("useAccess outside AccessProvider");
	return access;
}
