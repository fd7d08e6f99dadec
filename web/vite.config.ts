import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// `npm run dev` shows the console with live reload, its data from a server started
// elsewhere: on port 8080, or at the address in GREENHEART.
const server = process.env.GREENHEART ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue()],
  build: { target: 'es2022', manifest: 'manifest.json', chunkSizeWarningLimit: 900 },
  server: {
    proxy: Object.fromEntries(
      // A change is taken from the server's own pages alone: the request says that it comes from one.
      ['/api', '/v1.1', '/health', '/metrics'].map((path) => [path, { target: server, changeOrigin: true, headers: { origin: server } }]),
    ),
  },
})
