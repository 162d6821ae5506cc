#pragma once

namespace CLI {
class App;
}

// The groups of commands; each adds its own to the command line. What they capture lives as long as
// the App.
namespace ctl {

class Session;
struct Settings;

// The whole command line, help in Vietnamese and English. `settings` are what `session` goes by.
void add_commands(CLI::App& app, Settings& settings, Session& session);

void add_access_commands(CLI::App& app,
                         Session& session);  // login, logout, password, session, key, person
void add_area_commands(CLI::App& app, Session& session);         // area
void add_device_commands(CLI::App& app, Session& session);       // device
void add_certificate_commands(CLI::App& app, Session& session);  // certificate
void add_clip_commands(CLI::App& app, Session& session);         // clip
void add_message_commands(CLI::App& app, Session& session);      // message
void add_programme_commands(CLI::App& app, Session& session);    // programme
void add_order_commands(CLI::App& app, Session& session);        // announce, stop, order
void add_record_commands(CLI::App& app, Session& session);       // plays, now, audit, service
void add_document_commands(CLI::App& app, Session& session);     // documents
void add_speech_commands(CLI::App& app);                         // speech (needs no controller)

}  // namespace ctl
