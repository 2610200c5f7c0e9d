"""WordPress sites: containers and furniture of the block editor and of the themes Indonesian papers buy.

Covers the core themes, Newspaper (tagDiv), JNews, MH Magazine, Penci and the GMR themes, and the plug-ins that write into the
story (AddToAny, YARPP, Ad Inserter, tables of contents). Confirmed on saved pages of MH Magazine (2025) and a JNews front page
(2020); the other class names are the ones these themes and plug-ins usually print. A site states its own name, domains,
``article_url`` and listings: the feed is ``/feed/``, the sitemap ``/wp-sitemap.xml`` (core) or ``/sitemap_index.xml`` (Yoast,
Rank Math), the archive of a day ``/2026/11/22/page/1/``.
"""

from newsbot.outlets.base import Family

FAMILY = Family(
    {
        "body": (
            ".entry-content .content-inner",
            ".td-post-content .tdb-block-inner",
            ".td-post-content",
            ".entry-content",
            ".the-content",
            ".single-content",
            ".post-content",
            ".article-content",
            "article .content",
        ),
        # what newsbot.hints knows by its name is not repeated here
        "drop": (
            # plug-ins
            ".code-block", ".a2a_kit", ".essb_links", ".ssba-wrap", ".wpp-list", ".pvc_stats", ".post-views", ".wp-rp-wrap",
            ".saboxplugin-wrap", ".pp-multiple-authors-boxes-wrapper", ".kk-star-ratings", ".post-ratings",
            "#ez-toc-container", "#toc_container", ".lwptoc", ".rank-math-toc", ".wp-block-rank-math-toc-block",
            # core blocks that never tell the story
            ".wp-block-buttons", ".wp-block-search", ".wp-block-query", ".wp-block-categories", ".wp-block-tag-cloud",
            ".wp-block-embed.is-provider-wordpress",
            # themes
            ".td-a-rec", ".td-adspot-title", ".penci-ilrltpost", ".mh-post-nav", ".page-links",
            ".post-page-numbers",
        ),
        # the same classes stand in lists of other posts: only those beside the post's own headline count
        "authors_css": (
            ".entry-header .jeg_meta_author a",
            ".td-post-header .td-post-author-name a",
            "h1 ~ .entry-meta .author .fn",
            "h1 ~ * .entry-author-name",
        ),
        "published_css": (
            "h1 ~ * time.published::attr(datetime)",
            "h1 ~ * time.entry-date::attr(datetime)",
            ".td-post-header .td-post-date time::attr(datetime)",
            ".entry-header .jeg_meta_date a",
            "h1 ~ .entry-meta .entry-meta-date a",
        ),
        "section_css": (
            ".entry-header .jeg_meta_category a",
            ".td-post-header .td-post-category",
            "h1 ~ .entry-meta .entry-meta-categories a",
            ".entry-header .cat-links a",
        ),
        "tags_css": (".jeg_post_tags a", ".td-tags li a", ".entry-footer .tags-links a", ".entry-tags a", ".post-tags a"),
        "not_article_url": (
            r"/(?:category|tag|author|page|feed|comments|wp-(?:json|content|includes|admin|login)|amp/category)(?:[/.?]|$)|"
            r"[?&](?:s|cat|feed|replytocom|author)=|xmlrpc\.php"
        ),
        "next_page": ".post-page-numbers.current + a.post-page-numbers",
        "distrust": ("meta author",),
    }
)  # fmt: skip
