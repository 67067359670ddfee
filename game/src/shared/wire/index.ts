export * from "./context";
export * from "./snapshot";
export * from "./vec3";
