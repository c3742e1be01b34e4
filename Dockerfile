# Frameshift, as site or worker by its command. See docker-compose.yml.
FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts
COPY config ./config
# What the first page of an empty site offers to compare.
COPY examples/press/outlets.yaml ./examples/press/outlets.yaml
COPY examples/report/bundle ./examples/report/bundle
COPY scripts/node-24.mjs ./scripts/node-24.mjs
COPY src ./src
COPY workers ./workers
RUN mkdir /data reports && chown node:node /data reports
USER node
ENV FRAMESHIFT_DATA_DIR=/data
# Threads of V8 share two heaps of the C library, instead of letting memory lie in one each.
ENV MALLOC_ARENA_MAX=2
# The two flags keep memory from growing with the time that a process has been at work; see docs/bench.md.
CMD ["node", "--max-semi-space-size=16", "--heap-growing-percent=40", "--import", "./scripts/node-24.mjs", "src/cli/main.ts", "work"]
