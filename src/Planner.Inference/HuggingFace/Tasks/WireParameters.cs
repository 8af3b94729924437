using System.Text.Json.Nodes;

namespace Planner.Inference.HuggingFace.Tasks;

/// <summary>
/// A step's parameters as each task of Hugging Face spells them, from the tasks' JSON schemas. What a task does not have is left out: servers
/// answer an unknown parameter with 422.
/// </summary>
internal static class WireParameters
{
    // "ours>theirs"; a dot leads into an inner object.
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["text-classification"] = ["function_to_apply", "top_k"],
        ["token-classification"] = ["ignore_labels", "stride", "aggregation_strategy"],
        ["question-answering"] = ["top_k", "doc_stride", "max_answer_len", "max_seq_len", "max_question_len", "handle_impossible_answer", "align_to_words"],
        ["table-question-answering"] = ["padding", "sequential", "truncation"],
        ["zero-shot-classification"] = ["hypothesis_template", "multi_label"],
        ["fill-mask"] = ["top_k", "targets"],
        ["summarization"] =
            ["clean_up_tokenization_spaces", "truncation", "generate_parameters", "min_length>generate_parameters.min_length", "max_length>generate_parameters.max_length"],
        ["translation"] = ["source_language>src_lang", "target_language>tgt_lang", "clean_up_tokenization_spaces", "truncation", "generate_parameters"],
        ["feature-extraction"] = ["normalize", "prompt_name", "truncate", "truncation_direction"],
        ["text-generation"] =
            ["max_new_tokens>max_tokens", "max_tokens", "temperature", "top_p", "top_k", "repetition_penalty", "frequency_penalty", "stop", "seed"],
        ["conversational"] =
            ["max_new_tokens>max_tokens", "max_tokens", "temperature", "top_p", "frequency_penalty", "presence_penalty", "stop", "seed", "response_format"],
        ["image-classification"] = ["function_to_apply", "top_k"],
        ["object-detection"] = ["threshold"],
        ["image-segmentation"] = ["mask_threshold", "overlap_mask_area_threshold", "subtask", "threshold"],
        ["image-to-text"] = ["max_new_tokens", "generation_parameters"],
        ["image-to-image"] = ["prompt", "guidance_scale", "negative_prompt", "num_inference_steps", "target_size"],
        ["zero-shot-image-classification"] = ["hypothesis_template"],
        ["text-to-image"] = ["guidance_scale", "negative_prompt", "num_inference_steps", "width", "height", "scheduler", "seed"],
        ["text-to-speech"] = ["generation_parameters"],
        ["text-to-audio"] = ["generation_parameters"],
        ["automatic-speech-recognition"] = ["return_timestamps", "generation_parameters"],
        ["audio-classification"] = ["function_to_apply", "top_k"],
        ["visual-question-answering"] = ["top_k"],
        ["document-question-answering"] =
            ["doc_stride", "handle_impossible_answer", "lang", "max_answer_len", "max_seq_len", "max_question_len", "top_k", "word_boxes"],
        ["text-to-video"] = ["num_frames", "guidance_scale", "negative_prompt", "num_inference_steps", "seed"],
        ["image-to-video"] = ["prompt", "num_frames", "guidance_scale", "negative_prompt", "num_inference_steps", "target_size", "seed"],
    };

    /// <summary>The tasks with parameters.</summary>
    public static IEnumerable<string> Tasks => Known.Keys;

    /// <summary>The names that a task has on the wire; of an inner object the outer name.</summary>
    public static IEnumerable<string> NamesOf(string task) =>
        Known.GetValueOrDefault(task, []).Select(name => name[(name.IndexOf('>', StringComparison.Ordinal) + 1)..].Split('.')[0]).Distinct();

    /// <summary>The step's parameters as the task has them; null when it has none of them.</summary>
    public static JsonObject? Of(string task, InferenceRequest request)
    {
        JsonObject? found = null;
        foreach (var name in Known.GetValueOrDefault(task, []))
        {
            var arrow = name.IndexOf('>', StringComparison.Ordinal);
            var (ours, theirs) = arrow < 0 ? (name, name) : (name[..arrow], name[(arrow + 1)..]);
            if (request.Parameters.GetValueOrDefault(ours) is { } value)
            {
                Put(found ??= [], theirs, TranslationCodes.For(theirs, value, request.Model.Id));
            }
        }

        return found;
    }

    private static void Put(JsonObject target, string path, JsonNode value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            target[path] = value;
            return;
        }

        if (target[path[..dot]] is not JsonObject inner)
        {
            target[path[..dot]] = inner = [];
        }

        Put(inner, path[(dot + 1)..], value);
    }
}
